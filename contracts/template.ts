/** Templates on the wire, in all their languages. Visitors get a template in one language (visitor-template.ts). */
import * as z from 'zod/mini'
import { Locale, TemplateId } from './identifiers.ts'
import { bestLocale, LocalisedParagraphs, LocalisedText, textFor } from './localised.ts'
import { question } from './question.ts'
import { ruleViolations, type UncheckedTemplate } from './template-rules.ts'
import { Theme } from './theme.ts'
import type { VisitorTemplate } from './visitor-template.ts'

export const Question = question(LocalisedText, LocalisedParagraphs)
export type Question = z.infer<typeof Question>

const content = {
  defaultLocale: Locale,
  title: LocalisedText,
  intro: z.optional(LocalisedParagraphs),
  submitLabel: z.optional(LocalisedText),
  theme: z.optional(Theme),
  questions: z.array(Question).check(z.minLength(1), z.maxLength(100)),
}

/**
 * The check of the template's rules. It runs only on a template that matches the schema, because the rules put ids and
 * locales into error paths.
 */
const satisfiesTemplateRules = () =>
  z.superRefine<UncheckedTemplate>(
    (template, context) => {
      for (const { path, code } of ruleViolations(template))
        context.addIssue({ code: 'custom', path: [...path], params: { code } })
    },
    { when: ({ issues }) => issues.length === 0 },
  )

/**
 * The body of put-template. The template id comes from the path, and the service assigns the version. If the body
 * contains a `templateId`, it must equal the one in the path.
 */
export const TemplateDraft = z
  .strictObject({ templateId: z.optional(TemplateId), ...content })
  .check(satisfiesTemplateRules())
export type TemplateDraft = z.infer<typeof TemplateDraft>

/** The type of a template draft before parsing, for templates defined in code. */
export type TemplateDraftInput = z.input<typeof TemplateDraft>

/** One version of a template, as stored and as returned. */
export const Template = z
  .strictObject({ templateId: TemplateId, version: z.int().check(z.gte(1)), ...content })
  .check(satisfiesTemplateRules())
export type Template = z.infer<typeof Template>

/**
 * Returns the questions that a form asks, in the template's order: all questions, or those in `only`. Ignores unknown
 * ids.
 */
export function selectQuestions<Asked extends { readonly id: string }>(
  questions: readonly Asked[],
  only?: readonly string[],
): readonly Asked[] {
  return only === undefined ? questions : questions.filter(({ id }) => only.includes(id))
}

/**
 * Returns the template in one language. For each text, prefers the same locale, then its base language, then the
 * template's default locale.
 */
export function localise(template: Template, locale?: string, only?: readonly string[]): VisitorTemplate {
  const { defaultLocale, title, intro, submitLabel, theme = {} } = template
  const say = (text: LocalisedText) => textFor(text, locale, defaultLocale)
  return {
    id: template.templateId,
    version: template.version,
    title: say(title),
    ...(intro && { intro: say(intro) }),
    ...(submitLabel && { submitLabel: say(submitLabel) }),
    locale: bestLocale(title, locale, defaultLocale),
    questions: selectQuestions(template.questions, only).map(({ label, hint, options, ...question }) => ({
      ...question,
      label: say(label),
      ...(hint && { hint: say(hint) }),
      ...(options && { options: options.map((option) => ({ value: option.value, label: say(option.label) })) }),
    })),
    theme,
  }
}
