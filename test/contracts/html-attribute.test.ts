import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeAttribute } from '../../contracts/html-attribute.ts'
import { renderedSiteName, renderSiteName, siteNamePlaceholder } from '../../contracts/site-name-meta.ts'

const references: Readonly<Record<string, string>> = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' }

/** Decodes the character references that the escape uses, in one pass, as an HTML parser does. */
const decode = (text: string): string =>
  text.replace(/&(amp|quot|#39|lt|gt);/g, (_, name: string) => references[name] ?? '')

test('an escaped text contains no quotation mark and no angle bracket, and a browser reads the same text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[&"'<>;#a-z39]*$/)), (text) => {
      const escaped = escapeAttribute(text)
      expect(escaped).not.toMatch(/["'<>]/)
      expect(decode(escaped)).toBe(text)
    }),
  )
})

test('a text that looks escaped is escaped again', () => {
  expect(escapeAttribute('&quot;&amp;lt;')).toBe('&amp;quot;&amp;amp;lt;')
})

test('page-watch finds exactly the attributes that serve-page has rendered, for any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const document = `<meta ${renderSiteName(name)}><title>"</title>`
      expect(document.replace(renderedSiteName, () => siteNamePlaceholder)).toBe(
        `<meta ${siteNamePlaceholder}><title>"</title>`,
      )
    }),
  )
})
