import { describe, expect, test } from 'vitest'
import { formTextsFor } from '../../../widgets/embed/form-texts.ts'
import { panelTextsFor } from '../../../widgets/embed/panel-texts.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'

describe('the texts of the elements themselves', () => {
  test.each(pageLocales.filter((locale) => locale !== 'en'))('are translated into %s', (locale) => {
    for (const [own, english] of [
      [formTextsFor(locale), formTextsFor('en')],
      [panelTextsFor(locale), panelTextsFor('en')],
    ] as const) {
      expect(own.language).toBe(locale.split('-')[0])
      const untranslated = Object.values(own.texts).filter((text) => Object.values(english.texts).includes(text))
      expect(untranslated).toEqual([])
    }
  })

  test.each(['', 'eo', 'constructor'])('are in English for the language “%s”', (locale) => {
    expect(formTextsFor(locale)).toEqual(formTextsFor('en'))
  })
})
