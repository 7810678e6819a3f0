// full: needs KMS and Redis or Valkey, to use them as a bundle does
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { valkeyHolding as MakeValkeyHolding } from '../lambdas/pci-zone/holding/valkey-holding.ts'
import { decryptAnswers } from '../lambdas/pci-zone/vault/decrypt-answers.ts'
import { encryptAnswers } from '../lambdas/pci-zone/vault/encrypt-answers.ts'
import type { kmsClient as MakeKmsClient } from '../lambdas/pci-zone/vault/kms-client.ts'
import type { kmsDataKeyMaker as MakeKmsDataKeyMaker } from '../lambdas/pci-zone/vault/kms-data-key-maker.ts'
import { bundleHandlers } from '../tools/bundle/bundle.ts'
import { sealedAnswers } from './lambdas/pci-zone/holding/sealed-answers.ts'
import { settingsOf } from './lambdas/pci-zone/holding/valkey-servers.ts'
import { context } from './lambdas/pci-zone/vault/vault-context.ts'

interface Bundled {
  readonly encryptAnswers: typeof encryptAnswers
  readonly decryptAnswers: typeof decryptAnswers
  readonly kmsClient: typeof MakeKmsClient
  readonly kmsDataKeyMaker: typeof MakeKmsDataKeyMaker
  readonly valkeyHolding: typeof MakeValkeyHolding
}

const root = resolve(import.meta.dirname, '..')
const tree = realpathSync(mkdtempSync(join(tmpdir(), 'sealform-bundled-')))
const parts = [
  'vault/encrypt-answers.ts',
  'vault/decrypt-answers.ts',
  'vault/kms-client.ts',
  'vault/kms-data-key-maker.ts',
  'holding/valkey-holding.ts',
]
let bundled: Bundled

beforeAll(async () => {
  const folder = join(tree, 'lambdas/pci-zone')
  mkdirSync(folder, { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  const from = (part: string) => `export * from ${JSON.stringify(join(root, 'lambdas/pci-zone', part))}\n`
  writeFileSync(join(folder, 'every-part.handler.ts'), parts.map(from).join(''))
  const [bundle] = await bundleHandlers({ root: tree, outputFolder: join(tree, 'out') })
  bundled = createRequire(import.meta.url)(bundle?.file ?? '')
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

describe('a bundle', () => {
  test('encrypts and decrypts, although it lacks the Encryption SDK’s dependencies for signatures', async () => {
    const answers = { 'card-number': '4111111111111111' }
    const key = randomBytes(32)
    const message = await bundled.encryptAnswers(answers, key, context)
    expect(await bundled.decryptAnswers(message, key, context)).toEqual(answers)
    expect(await bundled.decryptAnswers(message, randomBytes(32), context)).toBe('integrity-failed')
  })

  test('writes and reads the same messages as the unchanged Encryption SDK', async () => {
    const answers = { 'card-number': '4111111111111111', note: 'ß'.repeat(5_000) }
    const key = randomBytes(32)
    const byBundle = await bundled.encryptAnswers(answers, key, context)
    expect(await decryptAnswers(byBundle, key, context)).toEqual(answers)
    const bySdk = await encryptAnswers(answers, key, context)
    expect(await bundled.decryptAnswers(bySdk, key, context)).toEqual(answers)
  })

  const servers = [
    { name: 'a server', url: 'HOLDING_URL', cluster: false },
    { name: 'a server with TLS', url: 'HOLDING_TLS_URL', cluster: false },
    { name: 'a cluster', url: 'HOLDING_CLUSTER_URL', cluster: true },
  ]
  test.each(servers)('stores, reads and discards sealed answers in the holding on $name', async ({ url, cluster }) => {
    const ca = url === 'HOLDING_TLS_URL' ? (process.env.HOLDING_CA ?? '') : ''
    const settings = settingsOf(process.env[url] ?? '', { cluster, ca })
    const holding = bundled.valkeyHolding({ settings, clock: { now: Date.now } })
    const [taken, discarded] = [randomUUID(), randomUUID()]
    const sealed = sealedAnswers()
    await holding.put(taken, sealed, 60)
    await holding.put(discarded, sealed, 60)
    await holding.discard(discarded)
    expect(await holding.take(taken)).toEqual(sealed)
    expect(await holding.take(taken)).toBeUndefined()
    expect(await holding.take(discarded)).toBeUndefined()
    holding.close()
  })
})

describe('the AWS clients of a bundle', () => {
  afterEach(() => vi.unstubAllEnvs())
  const place = { endpoint: process.env.KMS_ENDPOINT ?? '', region: 'eu-central-1' }

  async function generate() {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const { KeyMetadata } = await new KMSClient({ ...place, credentials }).send(new CreateKeyCommand({}))
    const ports = { kms: bundled.kmsClient(place), vaultKeyId: KeyMetadata?.Arn ?? '' }
    return await bundled.kmsDataKeyMaker(ports).generate(context)
  }

  test('use the credentials from the Lambda environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local')
    vi.stubEnv('AWS_SESSION_TOKEN', 'local')
    expect(await generate()).toHaveProperty('wrapped')
  })

  test('do not use any other source of credentials', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '')
    await expect(generate()).rejects.toMatchObject({
      cause: { message: 'Unable to find environment variable credentials.' },
    })
  })
})
