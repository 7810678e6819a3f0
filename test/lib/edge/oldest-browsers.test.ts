/**
 * Browser code uses no feature that the oldest supported browsers lack. esbuild compiles the syntax but not built-ins
 * and styles, so these tests search for newer ones by name. Versions are from MDN's browser-compat-data 7.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildPages } from '../../../lib/edge/pages/build-pages.ts'
import { browserTargets } from '../../../lib/edge/pages/bundle-page.ts'
import { neededFeatures } from '../../../widgets/visitor/needed-features.ts'

interface Feature {
  readonly name: string
  readonly found: RegExp
  readonly since: { readonly chrome: number; readonly firefox: number; readonly safari: number }
}

const feature = (name: string, found: RegExp, chrome: number, firefox: number, safari: number): Feature => ({
  name,
  found,
  since: { chrome, firefox, safari },
})

const scripts: readonly Feature[] = [
  feature('toSorted', /\.to(Sorted|Reversed|Spliced)\(/, 110, 115, 16),
  feature('isWellFormed', /\.(is|to)WellFormed\(/, 111, 119, 16.4),
  feature('AbortSignal.timeout', /AbortSignal\.timeout\(/, 103, 100, 16),
  feature('AbortSignal.any', /AbortSignal\.any\(/, 116, 124, 17.4),
  feature('groupBy', /(Object|Map)\.groupBy\(/, 117, 119, 17.4),
  feature('Promise.withResolvers', /\.withResolvers\(/, 119, 121, 17.4),
  feature('URL.canParse', /URL\.canParse\(/, 120, 115, 17),
  feature('Array.fromAsync', /\.fromAsync\(/, 121, 115, 16.4),
  feature('methods of Set', /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, 122, 127, 17),
  feature(
    'methods of iterators',
    /\.(values|keys|entries)\(\)\.(map|filter|some|every|find|toArray)\(/,
    122,
    131,
    18.4,
  ),
  feature('URL.parse', /URL\.parse\(/, 126, 126, 18),
  feature('Promise.try', /Promise\.try\(/, 128, 134, 18.2),
  feature('Intl.Segmenter', /Intl\.Segmenter/, 87, 125, 14.1),
  feature('Intl.DurationFormat', /Intl\.DurationFormat/, 129, 136, 16.4),
  feature('checkVisibility', /\.checkVisibility\(/, 105, 106, 17.4),
  feature('popovers', /\.(show|hide|toggle)Popover\(/, 114, 125, 17),
  feature('startViewTransition', /\.startViewTransition\(/, 111, 144, 18),
  feature('RegExp.escape', /RegExp\.escape\(/, 136, 134, 18.2),
]

const styles: readonly Feature[] = [
  feature(':has()', /:has\(/, 105, 121, 15.4),
  feature('color-mix()', /color-mix\(/, 111, 113, 16.2),
  feature('light-dark()', /light-dark\(/, 123, 120, 17.5),
  feature('@starting-style', /@starting-style/, 117, 129, 17.5),
]

const oldest = new Map(browserTargets.map((browser) => [browser.replace(/[\d.]+/, ''), browser.replace(/\D+/, '')]))

const isUnsupported = ({ since }: Feature): boolean =>
  Object.entries(since).some(([browser, version]) => version > Number(oldest.get(browser)))

/** zod and the OpenID Connect library check for the feature first and work without it. */
const withoutFeatureChecks = (text: string): string =>
  text
    .replaceAll('typeof URL.canParse=="function"?URL.canParse(', '')
    .replaceAll(/URL\.parse\?\((\w),(\w)\)=>URL\.parse\(\1,\2\)/g, '')

const unsupportedIn = (text: string, features: readonly Feature[]): readonly string[] =>
  features.filter((one) => isUnsupported(one) && one.found.test(withoutFeatureChecks(text))).map(({ name }) => name)

const { files, documents, embedding } = await buildPages()
const built = [
  ...[...files, ...embedding.flatMap((tag) => tag.files)].map(({ path, body }) => ({
    path,
    text: new TextDecoder().decode(body),
  })),
  ...Object.entries(documents).map(([page, html]) => ({ path: `${page}.css`, text: html })),
]

describe('the oldest supported browsers', () => {
  test('support every feature in the files built for them', () => {
    expect(built.filter(({ path }) => path.endsWith('.js')).length).toBeGreaterThan(10)
    expect(built.filter(({ path }) => path.endsWith('.css')).length).toBe(4)
    const lacking = built.flatMap(({ path, text }) =>
      unsupportedIn(text, path.endsWith('.css') ? styles : scripts).map((name) => `${path}: ${name}`),
    )
    expect(lacking).toEqual([])
  })

  test('are the oldest that the visitor’s page accepts: it checks for the newest features that it uses', () => {
    const visitor = built.filter(({ path }) => /^\/assets\/(?:bootstrap-)?visitor\.\w+\.js$/.test(path))
    const used = scripts.filter(({ found }) => visitor.some(({ text }) => found.test(withoutFeatureChecks(text))))
    expect(used.map(({ name }) => name)).toEqual(['toSorted', 'isWellFormed', 'AbortSignal.timeout'])
    const unchecked = used.filter(({ name }) => !neededFeatures.some((path) => `.${path}`.endsWith(`.${name}`)))
    expect(unchecked).toEqual([])
  })

  test('are not the oldest in which the first script of the visitor’s page runs: it has only syntax of 2015', () => {
    const [first] = built.filter(({ path }) => path.startsWith('/assets/first-visitor.'))
    expect(first?.text.length).toBeGreaterThan(500)
    expect(first?.text).not.toMatch(/\?\?|\?\.|\basync\b|\bawait\b|\*\*|catch\s*\{|\bimport\b|\bexport\b/)
  })

  test.each([
    ['if(URL.canParse(a))b()', ['URL.canParse']],
    ['new Set(a).isSubsetOf(b)', ['methods of Set']],
    ['m.values().map(f)', ['methods of iterators']],
    ['a.isWellFormed()', []],
  ])('are found to lack exactly the unsupported features of the script %s', (text, names) => {
    expect(unsupportedIn(text, scripts)).toEqual(names)
  })

  test('are the versions in docs/embedding.md', () => {
    const guide = readFileSync(resolve(import.meta.dirname, '../../../docs/embedding.md'), 'utf8')
    const row = (name: string) => guide.match(new RegExp(`^\\| ${name}[^|]*\\| ([\\d.]+)`, 'm'))?.[1]
    expect([row('Chrome, Edge'), row('Firefox'), row('Safari')]).toEqual(
      ['chrome', 'firefox', 'safari'].map((browser) => oldest.get(browser)),
    )
    expect(oldest.get('edge')).toBe(oldest.get('chrome'))
  })
})
