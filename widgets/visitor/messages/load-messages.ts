/** The visitor's page in each language: English comes with the page, the others when they are needed. */
import { loadMessages, type MessageModules, pageLocaleFor } from '../../shared/page-locales.ts'
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

/** The words in the first of the wanted languages that the page speaks, best first. Never rejects. */
export const loadVisitorMessages = async (wanted: readonly (string | undefined)[]): Promise<Messages> =>
  (await loadMessages(pageLocaleFor(wanted.filter((tag) => tag !== undefined)), english, modules)).messages
