import { describe, expect, test } from 'vitest'
import {
  directionOf,
  loadMessages,
  type MessageModules,
  pageLocaleFor,
  pageLocales,
} from '../../../widgets/shared/page-locales.ts'

describe('the language of a page’s own words', () => {
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
  ])('for a reader of %j is %s', (wanted, spoken) => {
    expect(pageLocaleFor(wanted)).toBe(spoken)
  })

  test('is one of sixteen, of which Arabic and Hebrew are written from right to left', () => {
    expect(pageLocales).toHaveLength(16)
    expect(pageLocales.filter((locale) => directionOf(locale) === 'rtl')).toEqual(['ar', 'he'])
  })
})

describe('the words', () => {
  const speaksGermanOnly = (asked: string[]): MessageModules<string> => {
    const module = (locale: string) => async () => {
      asked.push(locale)
      if (locale !== 'de') throw new TypeError('no such module')
      return { messages: 'Guten Tag' }
    }
    return {
      de: module('de'),
      fr: module('fr'),
      es: module('es'),
      it: module('it'),
      pt: module('pt'),
      nl: module('nl'),
      pl: module('pl'),
      sv: module('sv'),
      tr: module('tr'),
      ja: module('ja'),
      ko: module('ko'),
      'zh-Hans': module('zh-Hans'),
      ar: module('ar'),
      he: module('he'),
      uk: module('uk'),
    }
  }

  test('are loaded for the one language that is needed', async () => {
    const asked: string[] = []
    expect(await loadMessages('de', 'Hello', speaksGermanOnly(asked))).toEqual({ locale: 'de', messages: 'Guten Tag' })
    expect(asked).toEqual(['de'])
  })

  test('are English when English is wanted, without loading anything', async () => {
    const asked: string[] = []
    expect(await loadMessages('en', 'Hello', speaksGermanOnly(asked))).toEqual({ locale: 'en', messages: 'Hello' })
    expect(asked).toEqual([])
  })

  test('are English when the module cannot be loaded, and the page says that they are', async () => {
    expect(await loadMessages('fr', 'Hello', speaksGermanOnly([]))).toEqual({ locale: 'en', messages: 'Hello' })
  })
})
