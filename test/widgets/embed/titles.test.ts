import { expect, test } from 'vitest'
import { titlesFor } from '../../../widgets/embed/titles.ts'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'

test.each(pageLocales.filter((locale) => locale !== 'en'))('the frames have translated titles in %s', (locale) => {
  const titles = titlesFor(locale)
  const english = titlesFor('en')
  expect([titles.form === english.form, titles.panel === english.panel]).toEqual([false, false])
})
