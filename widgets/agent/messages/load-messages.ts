/** The languages of the panel. English comes with the page, the others when they are needed. */
import { type LoadedMessages, loadMessages, type MessageModules, type PageLocale } from '../../shared/page-locales.ts'
import { messages as english } from './en.ts'
import type { Messages } from './messages.ts'

const modules: MessageModules<Messages> = {
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

export const loadAgentMessages = (locale: PageLocale): Promise<LoadedMessages<Messages>> =>
  loadMessages(locale, english, modules)
