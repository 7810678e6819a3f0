/** The messages of the visitor’s page in each language. */
import { messageLoader } from '../../shared/load-messages.ts'
import { messages as english } from './en.ts'
import type { Messages } from './messages.ts'

export const loadVisitorMessages = messageLoader<Messages>(english, {
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
})
