/**
 * A template in one language, as visitors get it. It is in a file of its own, so that the visitor's page does not contain the
 * schemas and rules of templates in all languages.
 */
import * as z from 'zod/mini'
import { Locale, TemplateId } from './identifiers.ts'
import { question } from './question.ts'
import { Theme } from './theme.ts'

export const LocalisedQuestion = question(z.string(), z.string())
export type LocalisedQuestion = z.infer<typeof LocalisedQuestion>

/** The template in a visitor's language, as open-form returns it. `locale` is the language of the title. */
export const VisitorTemplate = z.strictObject({
  id: TemplateId,
  version: z.int().check(z.gte(1)),
  title: z.string(),
  intro: z.optional(z.string()),
  submitLabel: z.optional(z.string()),
  locale: Locale,
  questions: z.array(LocalisedQuestion),
  theme: Theme,
})
export type VisitorTemplate = z.infer<typeof VisitorTemplate>
