import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LocalKeyError, localKey } from '../../local/local-key.ts'
import { context } from '../lambdas/pci-zone/vault/vault-context.ts'

let folder: string
const keyFile = () => path.join(folder, 'vault-key')

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sealform-key-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** The error message of a failed start. */
async function refusal(): Promise<string> {
  const error = await localKey({ folder }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(LocalKeyError)
  return error instanceof Error ? error.message : ''
}

describe('the local vault key', () => {
  test('consists of 32 random bytes that only their owner can read', async () => {
    await localKey({ folder })
    const bytes = await readFile(keyFile())
    expect(bytes).toHaveLength(32)
    expect(new Set(bytes).size).toBeGreaterThan(8)
    if (process.platform !== 'win32') expect((await stat(keyFile())).mode & 0o777).toBe(0o600)
  })

  test('is created in a missing folder', async () => {
    folder = path.join(folder, 'run', 'data')
    await localKey({ folder })
    expect(await readFile(keyFile())).toHaveLength(32)
  })

  test('is the same at the next start, so that stored answers can still be decrypted', async () => {
    const { plaintext, wrapped } = await (await localKey({ folder })).generate(context)
    const opened = await (await localKey({ folder })).unwrap(wrapped, context)
    expect(Buffer.from(opened).equals(plaintext)).toBe(true)
  })

  test('differs between folders', async () => {
    const { wrapped } = await (await localKey({ folder })).generate(context)
    const elsewhere = await localKey({ folder: path.join(folder, 'elsewhere') })
    expect(await elsewhere.unwrap(wrapped, context)).toBe('integrity-failed')
  })

  test.each([0, 16, 31, 33, 64])(
    'in a file of %i bytes is refused with a one-sentence error, and the file is left unchanged',
    async (length) => {
      await writeFile(keyFile(), new Uint8Array(length).fill(1), { mode: 0o600 })
      expect(await refusal()).toBe(
        `The vault key ${keyFile()} is not a key of 32 bytes: restore the correct file, or delete the whole data folder to start with an empty one.`,
      )
      expect(await readFile(keyFile())).toHaveLength(length)
    },
  )

  test.runIf(process.platform !== 'win32').each([0o640, 0o604, 0o660, 0o644])(
    'in a file with mode %o is refused with a one-sentence error',
    async (mode) => {
      await localKey({ folder })
      await chmod(keyFile(), mode)
      expect(await refusal()).toBe(
        `The vault key ${keyFile()} can be read by others: run "chmod 600" on it and start again.`,
      )
    },
  )

  test('is refused with a one-sentence error if it is a folder', async () => {
    folder = path.join(folder, 'data')
    await localKey({ folder: keyFile() })
    expect(await refusal()).toMatch(/^The vault key .* (cannot be read|can be read by others|is not a key).*\.$/)
  })
})
