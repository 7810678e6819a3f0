import { expect, test } from 'vitest'
import { Template } from '../../../../contracts/template.ts'
import { bankAccount } from '../../../../lambdas/core/templates/shipped/bank-account.ts'
import { cardPayment } from '../../../../lambdas/core/templates/shipped/card-payment.ts'
import { identityCheck } from '../../../../lambdas/core/templates/shipped/identity-check.ts'
import { copyOfDraft, draftOf, newDraft, newQuestion } from '../../../../widgets/admin/templates/draft.ts'
import { optionValuesOf, questionIdsOf, templateBodyOf } from '../../../../widgets/admin/templates/draft-body.ts'
import { slugOf } from '../../../../widgets/admin/templates/slug.ts'

test.for([cardPayment, identityCheck, bankAccount])('the editor saves $templateId unchanged', (shipped) => {
  const template = Template.parse({ ...shipped, version: 1 })
  const { templateId: _, version: __, ...body } = template
  expect(templateBodyOf(draftOf(template))).toEqual(body)
})

test('an id is generated from the text in the default language', () => {
  expect(slugOf('Wie heißen Sie, Frau Müller?', 'question')).toBe('wie-heissen-sie-frau-muller')
  expect(slugOf('Driver’s license', 'question')).toBe('drivers-license')
  expect(slugOf('2nd name', 'question')).toBe('question-2nd-name')
  expect(slugOf('お名前', 'question-3')).toBe('question-3')
  expect(slugOf('x'.repeat(60), 'question')).toHaveLength(40)
})

test('a generated id differs from the ids of the other questions, and a saved id never changes', () => {
  const draft = newDraft()
  const named = (label: string) => ({ ...newQuestion('text'), label: { en: label } })
  draft.questions.splice(0, 1, { ...named('Name'), id: 'name', isSaved: true }, named('Name'), named('Name'))
  expect(questionIdsOf(draft)).toEqual(['name', 'name-2', 'name-3'])
  const [saved] = draft.questions
  if (saved !== undefined) saved.label.en = 'Full name'
  expect(questionIdsOf(draft)).toEqual(['name', 'name-2', 'name-3'])
})

test('the stored value of a new option is generated from its text', () => {
  const question = newQuestion('choice')
  for (const [index, option] of question.options.entries()) option.label.en = ['Debit card', 'Debit card'][index] ?? ''
  expect(optionValuesOf(question, 'en')).toEqual(['debit-card', 'debit-card-2'])
})

test('a copy of a form keeps its content and its question ids, and has another title', () => {
  const draft = draftOf(Template.parse({ ...cardPayment, version: 1 }))
  const copy = copyOfDraft(draft, (title) => `Copy of ${title}`)
  expect(copy.title).toMatchObject({ en: 'Copy of Card payment', de: draft.title.de })
  expect(questionIdsOf(copy)).toEqual(questionIdsOf(draft))
  const [question] = copy.questions
  if (question !== undefined) question.label.en = 'Changed'
  expect(draft.questions[0]?.label.en).toBe('Name on the card')
})
