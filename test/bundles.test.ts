/** A deployed bundle contains only what its step uses. Abuse case 35. */
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bundle, bundleHandlers } from '../tools/bundle/bundle.ts'
import { replacements } from '../tools/bundle/bundle-replacements.ts'
import { bundleViolations } from './bundles.rules.ts'

const root = resolve(import.meta.dirname, '..')
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'sealform-bundles-')))
const minutes = 60_000
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

describe('the bundles of the project', () => {
  let bundles: readonly Bundle[]
  beforeAll(async () => {
    bundles = await bundleHandlers({ root, outputFolder: join(temporary, 'project') })
  }, 3 * minutes)

  test('exist for every handler in every folder', () => {
    expect(bundles.length).toBe(globSync('lambdas/**/*.handler.ts', { cwd: root }).length)
    const zones = new Set(bundles.map(({ zone }) => zone))
    expect(zones).toEqual(new Set(['audit', 'control-zone', 'edge', 'identity', 'pci-zone', 'push']))
    expect(bundles.map(({ step }) => step)).toEqual(expect.arrayContaining(['submit-form', 'retrieve-submission']))
  })

  test('contain no forbidden module and stay within their size limits', () => {
    expect(bundles.flatMap(bundleViolations)).toEqual([])
  })

  test('include serve-page, which contains the documents with the hashes of their scripts', () => {
    const serving = bundles.find(({ step }) => step === 'serve-page')
    const code = readFileSync(serving?.file ?? '', 'utf8')
    expect(code).toMatch(/\/assets\/visitor[.][0-9a-f]{16}[.]js/)
    expect(code).toContain('integrity=')
  })

  test('contain no description of the contract, except get-openapi, which contains the built document', () => {
    const containing = bundles.filter(({ metafiles }) =>
      metafiles
        .flatMap(({ inputs }) => Object.keys(inputs))
        .some((input) => input.startsWith('contracts/documentation/')),
    )
    expect(containing.map(({ step }) => step)).toEqual([])
    const serving = bundles.find(({ step }) => step === 'get-openapi')
    const code = readFileSync(serving?.file ?? '', 'utf8')
    expect(code).toContain('A question that the form asks is off the record.')
    expect(code).not.toContain('strictObject')
  })

  test('contain only the adapters that their own step uses', () => {
    const reading = bundles.find(({ step }) => step === 'resume-form')
    const code = readFileSync(reading?.file ?? '', 'utf8')
    const operations = ['BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem']
    expect(operations.filter((operation) => code.includes(`"${operation}"`))).toEqual(['BatchGetItem'])
  })

  test('have the client of the holding in a file of its own, which Node loads only when it is needed', () => {
    const uses = bundles.filter(({ metafiles }) => metafiles.length > 1)
    expect(uses.map(({ step }) => step).sort()).toEqual(['erase', 'retrieve-submission', 'submit-form'])
    for (const { metafiles, separateFiles } of uses) {
      const [index, client] = metafiles.map(({ inputs }) =>
        Object.keys(inputs).some((file) => file.includes('/@redis/client/')),
      )
      expect([index, client]).toEqual([false, true])
      const loaded: unknown = createRequire(import.meta.url)(separateFiles[0] ?? '')
      expect(loaded).toHaveProperty('valkeyClient', expect.any(Function))
    }
  })

  test('lack parts of packages, each of which still exists under its name', () => {
    expect(replacements.length).toBeGreaterThan(10)
    expect(replacements.filter(({ file }) => !existsSync(join(root, 'node_modules', file)))).toEqual([])
  })

  test('have no source maps', () => {
    expect(bundles.filter(({ file }) => existsSync(`${file}.map`))).toEqual([])
  })
})

const kms = (command: string) => `import { ${command}, KMSClient } from '@aws-sdk/client-kms'
export const handler = () => new KMSClient().send(new ${command}({ KeyId: 'vault' }))\n`
const exportAll = (path: string) => `export * from '${path}'\n`

const planted: Readonly<Record<string, string>> = {
  'lambdas/control-zone/asks-kms.handler.ts': kms('DecryptCommand'),
  'lambdas/control-zone/reaches-vault.handler.ts': exportAll('../pci-zone/vault/vault.ts'),
  'lambdas/control-zone/keeps-holding.handler.ts': exportAll('@redis/client'),
  'lambdas/identity/issues-tokens.handler.ts': exportAll('../../local/issuer.ts'),
  'lambdas/identity/mounts-local-route.handler.ts': `export const path = '/dev/token'\n`,
  'lambdas/identity/loads-issuer.handler.ts': `export const handler = () => import('../../local/issuer.ts')\n`,
  'lambdas/pci-zone/submit-form.handler.ts': kms('DecryptCommand'),
  'lambdas/pci-zone/retrieve-submission.handler.ts': kms('GenerateDataKeyCommand'),
  'lambdas/pci-zone/view-history.handler.ts': exportAll('@aws-crypto/encrypt-node'),
  'lambdas/pci-zone/issue-submit-key.handler.ts': kms('GenerateDataKeyCommand'),
  'lambdas/pci-zone/grows.handler.ts': `export const handler = () => '${randomText(400_000)}'\n`,
  'lambdas/pci-zone/vault/vault.ts': 'export const vault = 1\n',
  'local/issuer.ts': 'export const issuer = 1\n',
}

describe('the bundle check', () => {
  let found: readonly string[]
  beforeAll(async () => {
    const tree = join(temporary, 'planted')
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true })
      writeFileSync(join(tree, path), text)
    }
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
    found = (await bundleHandlers({ root: tree, outputFolder: join(tree, 'out') })).flatMap(bundleViolations)
  }, minutes)

  test.each([
    ['the KMS client in the control zone', /^asks-kms holds .*client-kms/],
    ['the vault in the control zone', /^reaches-vault holds lambdas\/pci-zone\/vault\/vault.ts$/],
    ['the holding’s client in the control zone', /^keeps-holding holds .*@redis\/client/],
    ['the local issuer', /^issues-tokens holds local\/issuer.ts$/],
    ['the local issuer in a file that is loaded later', /^loads-issuer holds local\/issuer.ts$/],
    ['a route that only the local run may have', /^mounts-local-route says .*dev/],
    ['decryption in submit-form', /^submit-form says .*Decrypt/],
    ['missing encryption in submit-form', /^submit-form does not say .*GenerateDataKey/],
    ['data key generation in retrieve-submission', /^retrieve-submission says .*GenerateDataKey/],
    ['missing decryption in retrieve-submission', /^retrieve-submission does not say .*Decrypt/],
    ['encryption in view-history', /^view-history holds .*encrypt-node/],
    ['the KMS client in a step that does not use it', /^issue-submit-key holds .*client-kms/],
    ['a bundle above its size limit', /^grows weighs/],
  ])('reports %s', (_what, sentence) => {
    expect(found).toContainEqual(expect.stringMatching(sentence))
  })

  test('fails when there are no handlers', async () => {
    const tree = join(temporary, 'empty')
    mkdirSync(tree)
    await expect(bundleHandlers({ root: tree, outputFolder: join(tree, 'out') })).rejects.toThrow('no handler')
  })
})

/** Text that compresses little, the same in every run. */
function randomText(length: number): string {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return String.fromCharCode(97 + (state % 26))
  }).join('')
}
