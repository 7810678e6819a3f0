import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { enAU } from './en-au.ts'
import { enGB } from './en-gb.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { he } from './he.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { pt } from './pt.ts'
import { sv } from './sv.ts'
import type { TemplateTexts } from './texts.ts'
import { tr } from './tr.ts'
import { uk } from './uk.ts'
import { zhHans } from './zh-hans.ts'

const languages = {
  ...{ en, 'en-GB': enGB, 'en-AU': enAU },
  ...{ de, fr, es, it, pt, nl, pl, sv, tr, ja, ko, 'zh-Hans': zhHans, ar, he, uk },
} as const

/** Returns one text in every language, as a template stores it. */
export const inAllLanguages = (say: (texts: TemplateTexts) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(languages).map(([locale, texts]) => [locale, say(texts)]))

/** Returns the label and the hint of a question. */
export const labelAndHint = (
  about: (texts: TemplateTexts) => { readonly label: string; readonly hint: string },
): { readonly label: Record<string, string>; readonly hint: Record<string, string> } => ({
  label: inAllLanguages((texts) => about(texts).label),
  hint: inAllLanguages((texts) => about(texts).hint),
})
