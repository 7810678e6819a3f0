/**
 * The local run's vault key: a file of 32 random bytes that only its owner can read. It replaces KMS on one machine. It
 * wraps and unwraps data keys, and each wrapped data key is bound to its context.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import {
  type DataKeyMaker,
  type DataKeyOpener,
  dataKeyBytes,
  type VaultContext,
} from '../lambdas/pci-zone/vault/data-keys.ts'
import { encryptionContext } from '../lambdas/pci-zone/vault/encryption-context.ts'

export interface LocalKeySettings {
  /** The run's data folder. It is created if it is missing. */
  readonly folder: string
}

export type LocalKey = DataKeyMaker & DataKeyOpener

/** States in one printable sentence why the key file cannot be used. */
export class LocalKeyError extends Error {
  override readonly name = 'LocalKeyError'
}

export const vaultKeyFileName = 'vault-key'
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16
const wrappedBytes = ivBytes + dataKeyBytes + tagBytes
const onPosix = process.platform !== 'win32'

/**
 * Reads `<folder>/vault-key`, and creates it at the first start.
 * @throws {LocalKeyError} if others can read the file, or if the file does not contain a key
 */
export async function localKey({ folder }: LocalKeySettings): Promise<LocalKey> {
  const file = path.join(folder, vaultKeyFileName)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const vaultKey = (await makeKeyFile(file)) ?? (await readKeyFile(file))
  return { ...maker(vaultKey), ...opener(vaultKey) }
}

function maker(vaultKey: Uint8Array): DataKeyMaker {
  return {
    async generate(context) {
      const plaintext = randomBytes(dataKeyBytes)
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', vaultKey, iv).setAAD(associatedData(context))
      const wrapped = Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
      return { plaintext, wrapped }
    },
  }
}

function opener(vaultKey: Uint8Array): DataKeyOpener {
  return {
    async unwrap(wrapped, context) {
      if (wrapped.length !== wrappedBytes) return 'integrity-failed'
      const decipher = createDecipheriv('aes-256-gcm', vaultKey, wrapped.subarray(0, ivBytes))
        .setAAD(associatedData(context))
        .setAuthTag(wrapped.subarray(-tagBytes))
      const plaintext = decipher.update(wrapped.subarray(ivBytes, -tagBytes))
      try {
        return Buffer.concat([plaintext, decipher.final()])
      } catch {
        return 'integrity-failed'
      } finally {
        plaintext.fill(0)
      }
    },
  }
}

/**
 * Returns a canonical form of the context: JSON that is sorted by name. Two different contexts never have the same
 * form.
 */
function associatedData(context: VaultContext): Uint8Array {
  const entries = Object.entries(encryptionContext(context)).sort(([one], [other]) => (one < other ? -1 : 1))
  return Buffer.from(JSON.stringify(['sealform/v1/data-key', ...entries]), 'utf8')
}

/**
 * Creates the file and returns the new key, or returns `undefined` if the file already exists. Of two concurrent first
 * starts, only one creates it.
 */
async function makeKeyFile(file: string): Promise<Uint8Array | undefined> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
    throw new LocalKeyError(`The vault key ${file} cannot be created.`, { cause: error })
  })
  if (handle === undefined) return undefined
  try {
    const vaultKey = randomBytes(keyBytes)
    await handle.writeFile(vaultKey)
    await handle.sync()
    await syncFolder(path.dirname(file))
    return vaultKey
  } catch (error) {
    // Remove the partial file, because the next start would report it as a damaged key.
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

/**
 * Makes the name of the file durable. If a power cut removed the name of a key file, all data that was encrypted with
 * this key would be lost. Windows has no call that syncs a folder.
 */
async function syncFolder(folder: string): Promise<void> {
  if (!onPosix) return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

async function readKeyFile(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new LocalKeyError(`The vault key ${file} cannot be read.`, { cause: error })
  })
  try {
    return await checkedKey(handle, file)
  } finally {
    await handle.close()
  }
}

async function checkedKey(handle: FileHandle, file: string): Promise<Uint8Array> {
  const { mode, size } = await handle.stat()
  if (onPosix && (mode & 0o077) !== 0) {
    throw new LocalKeyError(`The vault key ${file} can be read by others: run "chmod 600" on it and start again.`)
  }
  if (size !== keyBytes) {
    throw new LocalKeyError(
      `The vault key ${file} is not a key of ${keyBytes} bytes: restore the correct file, or delete the whole data folder to start with an empty one.`,
    )
  }
  return await handle.readFile()
}
