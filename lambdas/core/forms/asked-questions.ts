import type { FieldError } from '../../../contracts/problem.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import type { Question, Template } from '../../../contracts/template.ts'
import type { FormRecord } from './form.ts'

/** Returns the questions of the template that the form asks, in the template's order. */
export const askedQuestions = (template: Template, only: FormRecord['only']): Question[] =>
  only === undefined ? template.questions : template.questions.filter(({ id }) => only.includes(id))

/** Returns the field errors of a request to ask these questions, with or without a sealing key. */
export const questionSelectionErrors = (
  template: Template,
  only: FormRecord['only'],
  sealingKey: string | undefined,
): FieldError[] => {
  const known = new Set<string>(template.questions.map(({ id }) => id))
  const unknown = (only ?? []).flatMap((id, index): FieldError[] =>
    known.has(id) ? [] : [{ field: `only.${index}`, code: 'unknown' }],
  )
  if (unknown.length > 0) return unknown
  const needsSealing = askedQuestions(template, only).some((question) => isOffTheRecord(question))
  return needsSealing && sealingKey === undefined ? [{ field: 'sealingKey', code: 'required' }] : []
}
