import { describe, expect, test } from 'vitest'
import { compressed } from '../../../bench/pages/weights.ts'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'
import { withSharedExports, withSharedImports } from '../../../lib/edge/pages/shared-exports.ts'

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

/** An import carries no hash, so it could load a script that the browser has refused because of its hash. */
test('the visitor’s script uses the script that opens the form without an import, and contains no copy of it', () => {
  for (const { text } of [bootstrap, page]) expect(text).not.toMatch(/\b(?:from|import|export)[{"]/)
  expect(page.text).toMatch(/^const\{[\w$:,]+\}=globalThis\.sealformBootstrap;delete globalThis\.sealformBootstrap;/)
  expect(page.text).not.toContain('/v1/visitor/open')
})

test('the document loads the script that opens the form, with its hash, before the script that uses it', () => {
  const loaded = [...(documents.visitor ?? '').matchAll(/<script type="module" src="([^"]*)" integrity="sha384-/g)]
  expect(loaded.map(([, path]) => path)).toEqual([bootstrap.path, page.path])
})

describe('the parts of a page', () => {
  test('pass the exports in a property of the global object', () => {
    expect(withSharedExports('var a=1,b=2;export{a as c,b};\n')).toBe(
      'var a=1,b=2;globalThis.sealformBootstrap={c:a,b:b};',
    )
    expect(withSharedImports('import{c as d,b}from"./chunk-1.js";d(b);')).toBe(
      'const{c:d,b:b}=globalThis.sealformBootstrap;delete globalThis.sealformBootstrap;d(b);',
    )
  })

  test.each(['var a=1', 'import{a}from"./x.js";import{b}from"./y.js";'])('are not %s', (source) => {
    expect(() => withSharedImports(source)).toThrow('a part of a page has')
  })
})
