import type { FieldError } from '../../../contracts/problem.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import type { Question, Template } from '../../../contracts/template.ts'
import type { FormRecord } from './form.ts'

/** The questions of a template that a form asks, in the template's order. */
export const askedQuestions = (template: Template, only: FormRecord['only']): Question[] =>
  only === undefined ? template.questions : template.questions.filter(({ id }) => only.includes(id))

/** The errors of asking exactly these questions with this sealing key, or without one. */
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
