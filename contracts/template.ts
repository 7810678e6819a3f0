/** Templates on the wire. Administrators get a template in all its languages. Visitors get it in one language. */
import * as z from 'zod/mini'
import { Locale, QuestionId, TemplateId } from './identifiers.ts'
import { bestLocale, LocalisedParagraphs, LocalisedText, textFor } from './localised.ts'
import { isPlainLine, plainLinePattern } from './plain-text.ts'
import { isDateBound } from './question-types/date.ts'
import { QuestionType } from './question-types.ts'
import { ruleViolations, type UncheckedTemplate } from './template-rules.ts'
import { Theme } from './theme.ts'

/** The value of an option, short enough to be sealed in any script. */
const OptionValue = z
  .string()
  .check(z.minLength(1), z.maxLength(200), z.refine(isPlainLine), z.meta({ pattern: plainLinePattern }))

const AnswerLength = z.int().check(z.gte(0), z.lte(4000))

/** The first or the last date that a `date` question accepts. `today` is the day on which the visitor answers. */
const DateBound = z
  .string()
  .check(z.refine(isDateBound), z.meta({ pattern: String.raw`^(today|[1-9]\d{3}-\d{2}-\d{2})$` }))

const Options = <Label extends z.ZodMiniType>(label: Label) =>
  z.array(z.strictObject({ value: OptionValue, label })).check(z.minLength(1), z.maxLength(300))

/** The schema of a question. Its texts are either localised or in one language. */
const question = <Line extends z.ZodMiniType, Paragraphs extends z.ZodMiniType>(line: Line, paragraphs: Paragraphs) =>
  z.strictObject({
    id: QuestionId,
    type: QuestionType,
    label: line,
    hint: z.optional(paragraphs),
    required: z.boolean(),
    masked: z.boolean(),
    offTheRecord: z.boolean(),
    options: z.optional(Options(line)),
    minLength: z.optional(AnswerLength),
    maxLength: z.optional(AnswerLength),
    earliest: z.optional(DateBound),
    latest: z.optional(DateBound),
  })

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
