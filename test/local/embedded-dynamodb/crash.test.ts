import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, onTestFinished, test } from 'vitest'
import { databaseFileName } from '../../../local/embedded-dynamodb/database.ts'
import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { clientFor, createTables, startForTest, temporaryFolder } from './start-for-test.ts'

/** Runs the embedded DynamoDB in a separate process. */
const spawned = async (dataFolder: string, killAt = ''): Promise<{ child: ChildProcess; endpoint: string }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child-process.ts'), dataFolder, killAt], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, endpoint: line }
}

const sizeOfTransaction = 8

/** Writes rows of one version in both tables. */
const write = (version: number) =>
  new TransactWriteCommand({
    ClientRequestToken: `version-${version}`,
    TransactItems: Array.from({ length: sizeOfTransaction }, (_, index) =>
      index % 2 === 0
        ? { Put: { TableName: 'notes', Item: { id: `${version}/${index}`, version, text: 'x'.repeat(300) } } }
        : {
            Put: {
              TableName: 'entries',
              Item: { chain: 'c', sequence: version * 100 + index, author: 'ann', version },
            },
          },
    ),
  })

/** The number of rows of each version. */
const rowsByVersion = async (dataFolder: string): Promise<Map<number, number>> => {
  const dynamodb = await startEmbeddedDynamoDb({ dataFolder })
  const client = clientFor(dynamodb.endpoint)
  const counts = new Map<number, number>()
  for (const TableName of ['notes', 'entries']) {
    const { Items } = await client.send(new ScanCommand({ TableName }))
    for (const { version } of Items ?? []) counts.set(version, (counts.get(version) ?? 0) + 1)
  }
  client.destroy()
  await dynamodb.close()
  return counts
}

describe('a transaction whose process is killed', () => {
  test.each([
    ['before its commit', 'before-commit', 0],
    ['after its commit and before its reply', 'after-commit', sizeOfTransaction],
  ])('%s is stored completely or not at all', async (_when, killAt, rows) => {
    const dataFolder = await temporaryFolder()
    const { dynamodb } = await startForTest({ dataFolder })
    await dynamodb.close()
    const { child, endpoint } = await spawned(dataFolder, killAt)
    const exited = once(child, 'exit')
    await expect(clientFor(endpoint).send(write(1))).rejects.toThrow()
    expect((await exited)[1]).toBe('SIGKILL')
    expect((await rowsByVersion(dataFolder)).get(1) ?? 0).toBe(rows)
  })

  test('after its commit is not applied twice when the caller repeats it', async () => {
    const dataFolder = await temporaryFolder()
    const { dynamodb } = await startForTest({ dataFolder })
    await dynamodb.close()
    const add = new TransactWriteCommand({
      ClientRequestToken: 'token',
      TransactItems: [
        {
          Update: {
            TableName: 'notes',
            Key: { id: 'a' },
            UpdateExpression: 'ADD version :one',
            ExpressionAttributeValues: { ':one': 1 },
          },
        },
      ],
    })
    const { child, endpoint } = await spawned(dataFolder, 'after-commit')
    const exited = once(child, 'exit')
    await expect(clientFor(endpoint).send(add)).rejects.toThrow()
    await exited
    const again = await startEmbeddedDynamoDb({ dataFolder })
    await clientFor(again.endpoint).send(add)
    await again.close()
    expect([...(await rowsByVersion(dataFolder))]).toEqual([[1, 1]])
  })

  test('at any moment is stored completely or not at all, and completely if it was acknowledged', async () => {
    const dataFolder = await temporaryFolder()
    const { child, endpoint } = await spawned(dataFolder)
    const client = clientFor(endpoint)
    await createTables(client)
    const answered = new Set<number>()
    const enough = 60
    let next = 0
    const writers = Array.from({ length: 8 }, async () => {
      for (;;) {
        const version = next++
        await client.send(write(version))
        answered.add(version)
        if (answered.size === enough) child.kill('SIGKILL')
      }
    })
    await Promise.allSettled(writers)
    const counts = await rowsByVersion(dataFolder)
    expect(answered.size).toBeGreaterThanOrEqual(enough)
    expect(new Set(counts.values())).toEqual(new Set([sizeOfTransaction]))
    expect([...answered].filter((version) => !counts.has(version))).toEqual([])
  })
})

describe('a transaction that is only partly on disk', () => {
  test('is discarded at the next start, and the transaction before it is kept', async () => {
    const dataFolder = await temporaryFolder()
    const { dynamodb, client } = await startForTest({ dataFolder })
    const log = (folder: string): string => join(folder, `${databaseFileName}-wal`)
    await client.send(write(1))
    const before = (await stat(log(dataFolder))).size
    await client.send(write(2))
    const after = (await stat(log(dataFolder))).size
    const killed = await temporaryFolder()
    await cp(dataFolder, killed, { recursive: true })
    await dynamodb.close()
    expect(after).toBeGreaterThan(before + 1000)

    const step = Math.floor((after - before) / 4)
    for (let size = before; size < after; size += step) {
      const copy = await temporaryFolder()
      await cp(killed, copy, { recursive: true })
      await truncate(log(copy), size)
      expect([...(await rowsByVersion(copy))]).toEqual([[1, sizeOfTransaction]])
    }
    expect((await rowsByVersion(killed)).get(2)).toBe(sizeOfTransaction)
  })
})
