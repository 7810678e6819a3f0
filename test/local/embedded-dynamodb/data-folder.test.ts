import { execFile } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { databaseFileName } from '../../../local/embedded-dynamodb/database.ts'
import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { rejectionOf, startForTest, temporaryFolder } from './start-for-test.ts'

/** The output of a second process that starts on this folder. */
const secondProcess = async (dataFolder: string, ...asNobody: string[]): Promise<string> => {
  const script = join(import.meta.dirname, 'child-process.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, dataFolder, '', ...asNobody])
  return stdout.trim()
}

describe('a data folder', () => {
  test('that another process uses is refused with a one-sentence error, and the other process continues', async () => {
    const dataFolder = await temporaryFolder()
    await startForTest({ dataFolder })
    const sentence = `The data folder ${dataFolder} is in use by another process: stop that one, or choose another folder.`
    expect(await secondProcess(dataFolder)).toBe(sentence)
    expect((await rejectionOf(startEmbeddedDynamoDb({ dataFolder }))).message).toBe(sentence)
  })

  test('that is not writable is refused with a one-sentence error', async () => {
    const dataFolder = await temporaryFolder()
    await chmod(dataFolder, 0o555)
    const sentence = `The data folder ${dataFolder} cannot be written to: make it a folder that this user may write to, or choose another one.`
    expect(await secondProcess(dataFolder, 'as nobody')).toBe(sentence)
  })

  test('that is a file is refused with a one-sentence error', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    expect((await rejectionOf(startEmbeddedDynamoDb({ dataFolder: file }))).message).toBe(
      `The data folder ${file} cannot be written to: make it a folder that this user may write to, or choose another one.`,
    )
  })

  test('that is damaged is refused with a one-sentence error', async () => {
    const dataFolder = await temporaryFolder()
    const { dynamodb } = await startForTest({ dataFolder })
    await dynamodb.close()
    await writeFile(join(dataFolder, databaseFileName), 'nonsense')
    expect((await rejectionOf(startEmbeddedDynamoDb({ dataFolder }))).message).toBe(
      `The data folder ${dataFolder} is damaged: delete it to start with an empty one, or choose another folder.`,
    )
  })

  test('can be used again after it is closed, and after a start that failed because the port was not available', async () => {
    const dataFolder = await temporaryFolder()
    const other = await startForTest()
    const port = Number(new URL(other.dynamodb.endpoint).port)
    await expect(startEmbeddedDynamoDb({ dataFolder, port })).rejects.toThrow('EADDRINUSE')
    const first = await startEmbeddedDynamoDb({ dataFolder })
    await first.close()
    const second = await startEmbeddedDynamoDb({ dataFolder })
    await second.close()
  })
})
