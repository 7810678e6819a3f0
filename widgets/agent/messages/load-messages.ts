/** The languages of the panel. English comes with the page, the others when they are needed. */
import { loadWords, type PageLocale, type SpokenWords, type WordModules } from '../../shared/page-locales.ts'
import { words as english } from './en.ts'
import type { Words } from './messages.ts'

const modules: WordModules<Words> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  it: () => import('./it.ts'),
  pt: () => import('./pt.ts'),
  nl: () => import('./nl.ts'),
  pl: () => import('./pl.ts'),
  sv: () => import('./sv.ts'),
  tr: () => import('./tr.ts'),
  ja: () => import('./ja.ts'),
  ko: () => import('./ko.ts'),
  'zh-Hans': () => import('./zh-hans.ts'),
  ar: () => import('./ar.ts'),
  he: () => import('./he.ts'),
  uk: () => import('./uk.ts'),
}

export const agentWords = (locale: PageLocale): Promise<SpokenWords<Words>> => loadWords(locale, english, modules)
