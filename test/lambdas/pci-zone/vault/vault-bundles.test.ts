/** I4 by bundle contents: the code for an operation that a function may not do is not in its bundle. */
import path from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

const vault = path.resolve(import.meta.dirname, '../../../../lambdas/pci-zone/vault')

async function bundleOf(...files: readonly string[]) {
  const { metafile } = await build({
    stdin: { contents: files.map((file) => `export * from './${file}'`).join('\n'), resolveDir: vault },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  })
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  )
  const holds = (part: string) => bundled.some((file) => file.includes(part))
  return {
    makesDataKeys: holds('/GenerateDataKeyCommand.js'),
    opensDataKeys: holds('/DecryptCommand.js'),
    encrypts: holds('@aws-crypto/encrypt-node/'),
    decrypts: holds('@aws-crypto/decrypt-node/'),
  }
}

describe('the vault code in a function’s bundle', () => {
  test('can generate data keys and encrypt in submit-form, but neither unwrap nor decrypt', async () => {
    expect(await bundleOf('kms-client.ts', 'kms-data-key-maker.ts', 'encrypting-vault.ts')).toEqual({
      makesDataKeys: true,
      opensDataKeys: false,
      encrypts: true,
      decrypts: false,
    })
  })

  test('can unwrap data keys and decrypt in retrieve-submission and view-history, but neither generate nor encrypt', async () => {
    expect(await bundleOf('kms-client.ts', 'kms-data-key-opener.ts', 'decrypting-vault.ts')).toEqual({
      makesDataKeys: false,
      opensDataKeys: true,
      encrypts: false,
      decrypts: true,
    })
  })
})
