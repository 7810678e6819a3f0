/**
 * The local issuer's signing key. It is a file in the data folder, so that sign-ins survive a restart. Only the owner
 * of the file can read it.
 */
import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import * as z from 'zod/mini'

export const issuerKeyAlgorithm = 'ES256'

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/))
const IssuerKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: coordinate,
  kid: z.string().check(z.minLength(1)),
  alg: z.literal(issuerKeyAlgorithm),
  use: z.literal('sig'),
})
export type IssuerKey = z.infer<typeof IssuerKey>

/** States in one printable sentence why the key file cannot be used. */
export class IssuerKeyError extends Error {
  override readonly name = 'IssuerKeyError'
}

const fileName = 'issuer-key.json'
const onPosix = process.platform !== 'win32'

/**
 * Reads `<folder>/issuer-key.json`, and creates it at the first start.
 * @throws {IssuerKeyError} if others can read the file, or if the file does not contain a key
 */
export async function issuerKey(folder: string): Promise<IssuerKey> {
  const file = path.join(folder, fileName)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return (await makeKeyFile(file)) ?? (await readKeyFile(file))
}

/** Returns the public part of the key. */
export const publicKeyOf = ({ d: _private, ...known }: IssuerKey): JWK => known

/** Creates the file and returns the new key, or returns `undefined` if the file already exists. */
async function makeKeyFile(file: string): Promise<IssuerKey | undefined> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
    throw new IssuerKeyError(`The issuer's key ${file} cannot be created.`, { cause: error })
  })
  if (handle === undefined) return undefined
  try {
    const key = await newIssuerKey()
    await handle.writeFile(JSON.stringify(key))
    await handle.sync()
    return key
  } catch (error) {
    // Remove the partial file, because the next start would report it as a damaged key.
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}

/** Generates a key that is not stored. */
export async function newIssuerKey(): Promise<IssuerKey> {
  const { privateKey } = await generateKeyPair(issuerKeyAlgorithm, { extractable: true })
  const jwk = await exportJWK(privateKey)
  return IssuerKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: issuerKeyAlgorithm, use: 'sig' })
}

async function readKeyFile(file: string): Promise<IssuerKey> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new IssuerKeyError(`The issuer's key ${file} cannot be read.`, { cause: error })
  })
  try {
    const { mode } = await handle.stat()
    if (onPosix && (mode & 0o077) !== 0) {
      throw new IssuerKeyError(`The issuer's key ${file} can be read by others: run "chmod 600" on it and start again.`)
    }
    return parseKey(await handle.readFile('utf8'), file)
  } finally {
    await handle.close()
  }
}

function parseKey(text: string, file: string): IssuerKey {
  try {
    return IssuerKey.parse(JSON.parse(text))
  } catch {
    // The message contains neither the text nor the parse error, because the file is a private key.
    throw new IssuerKeyError(`The issuer's key ${file} is not a key: delete it. Everyone then has to sign in again.`)
  }
}
