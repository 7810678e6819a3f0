import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BundledScript, bundleScript } from '../../../lib/edge/pages/bundle-page.ts'

let folder: string
let bundled: BundledScript

const page = `export const speak = async () => (await import('./words/de.ts')).de.hello`
const lazyFile = `export const de = { hello: 'Grüß Gott' }`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealform-page-'))
  await mkdir(join(folder, 'words'))
  await writeFile(join(folder, 'page.ts'), page)
  await writeFile(join(folder, 'words/de.ts'), lazyFile)
  bundled = await bundleScript(join(folder, 'page.ts'), 'visitor')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const text = (body: Uint8Array) => new TextDecoder().decode(body)

test('a dynamic import in a page becomes a separate file, whose name contains the page and the import', () => {
  expect(bundled.dynamicChunks.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^\/assets\/visitor-de\.[0-9a-f]{16}\.js$/),
  ])
  expect(text(bundled.dynamicChunks[0]?.body ?? new Uint8Array())).toContain('Grüß Gott')
  expect(text(bundled.script.body)).not.toContain('Gr')
})

test('a page’s script contains the path and the hash of each dynamically imported file, and imports the file only after checking the hash', () => {
  const [file] = bundled.dynamicChunks
  const script = text(bundled.script.body)
  const hash = createHash('sha256')
    .update(file?.body ?? '')
    .digest('base64')
  expect(script).toContain(`"${file?.path}","sha256-${hash}"`)
  expect(script.match(/\bimport\(/g)).toHaveLength(1)
  expect(script).toContain('modulepreload')
})
