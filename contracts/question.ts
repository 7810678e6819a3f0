/** The schema of a question on the wire. */
import * as z from 'zod/mini'
import { QuestionId } from './identifiers.ts'
import { isPlainLine, plainLinePattern } from './plain-text.ts'
import { isDateBound } from './question-types/date.ts'
import { QuestionType } from './question-types.ts'

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
export const question = <Line extends z.ZodMiniType, Paragraphs extends z.ZodMiniType>(
  line: Line,
  paragraphs: Paragraphs,
) =>
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
