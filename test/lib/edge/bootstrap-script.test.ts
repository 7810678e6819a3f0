import { expect, test } from 'vitest'
import { compressed } from '../../../bench/pages/weights.ts'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'

const { files, documents } = await buildPages()

const scriptNamed = (name: string) => {
  const file = files.find(({ path }) => path.startsWith(`/assets/${name}.`))
  if (file === undefined) throw new Error(`there is no ${name}`)
  return { path: file.path, text: new TextDecoder().decode(file.body), bytes: compressed(file.body).length }
}
const bootstrap = scriptNamed('bootstrap-visitor')
const page = scriptNamed('visitor')

test('the script that opens the form is small, and has no schema', () => {
  expect(bootstrap.bytes).toBeLessThan(9_000)
  expect(bootstrap.text).toContain('/v1/visitor/open')
  expect(bootstrap.text).not.toContain('safeParseAsync')
  expect(page.text).toContain('safeParseAsync')
})

test('the visitor’s script imports the script that opens the form, and contains no copy of it', () => {
  const imported = [...page.text.matchAll(/\bfrom"([^"]*)"/g)].map(([, path]) => path)
  expect(imported).toEqual([bootstrap.path])
  expect(bootstrap.text).not.toMatch(/\bfrom"/)
  expect(page.text).not.toContain('/v1/visitor/open')
})

/** The import then uses the module that the browser has checked against its hash, and does not fetch it again. */
test('the document loads the script that opens the form, with its hash, before the script that imports it', () => {
  const loaded = [...(documents.visitor ?? '').matchAll(/<script type="module" src="([^"]*)" integrity="sha384-/g)]
  expect(loaded.map(([, path]) => path)).toEqual([bootstrap.path, page.path])
})
