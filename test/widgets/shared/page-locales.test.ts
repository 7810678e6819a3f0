import { describe, expect, test } from 'vitest'
import { directionOf, pageLocaleFor, pageLocales } from '../../../widgets/shared/page-locales.ts'

describe('the language of a page’s own messages', () => {
  test.each([
    [['de-AT'], 'de'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-hans-sg'], 'zh-Hans'],
    [['ZH-HANS'], 'zh-Hans'],
    [['iw-IL'], 'he'],
    [['pt-BR', 'en'], 'pt'],
    [['fi', 'sv-FI', 'en'], 'sv'],
    [['constructor', 'toString'], 'en'],
    [['tlh'], 'en'],
    [[], 'en'],
  ])('for a reader with the preferences %j is %s', (wanted, locale) => {
    expect(pageLocaleFor(wanted)).toBe(locale)
  })

  test('is one of sixteen languages, of which Arabic and Hebrew are written from right to left', () => {
    expect(pageLocales).toHaveLength(16)
    expect(pageLocales.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar', 'he'])
  })
})
