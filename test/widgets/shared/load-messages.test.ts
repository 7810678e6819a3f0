import { describe, expect, test } from 'vitest'
import { type MessageModules, messageLoader } from '../../../widgets/shared/load-messages.ts'

interface Greeting {
  readonly greeting: string
}
const english: Greeting = { greeting: 'Hello' }

describe('the messages of a page', () => {
  const germanOnly = (imported: string[]): MessageModules<Greeting> => {
    const module = (locale: string) => async () => {
      imported.push(locale)
      if (locale !== 'de') throw new TypeError('no such module')
      return { messages: { greeting: 'Guten Tag' } }
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

  test('are loaded for one language only', async () => {
    const imported: string[] = []
    expect(await messageLoader(english, germanOnly(imported))(['de'])).toEqual({ locale: 'de', greeting: 'Guten Tag' })
    expect(imported).toEqual(['de'])
  })

  test('are in the first preferred language that the page has', async () => {
    const imported: string[] = []
    const load = messageLoader(english, germanOnly(imported))
    expect(await load(['tlh', undefined, 'de-AT', 'fr'])).toEqual({ locale: 'de', greeting: 'Guten Tag' })
    expect(imported).toEqual(['de'])
  })

  test('are English if English is preferred, without loading a module', async () => {
    const imported: string[] = []
    expect(await messageLoader(english, germanOnly(imported))(['en'])).toEqual({ locale: 'en', greeting: 'Hello' })
    expect(imported).toEqual([])
  })

  test('are English, and marked as English, if the module of their language cannot be loaded', async () => {
    expect(await messageLoader(english, germanOnly([]))(['fr'])).toEqual({ locale: 'en', greeting: 'Hello' })
  })
})
