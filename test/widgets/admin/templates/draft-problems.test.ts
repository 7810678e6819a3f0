import { expect, test } from 'vitest'
import { Template } from '../../../../contracts/template.ts'
import { cardPayment } from '../../../../lambdas/core/templates/shipped/card-payment.ts'
import { type Draft, draftOf, newDraft, newOption, newQuestion } from '../../../../widgets/admin/templates/draft.ts'
import { draftProblems, summaryText } from '../../../../widgets/admin/templates/draft-problems.ts'
import { completenessOf, copyMissingTexts } from '../../../../widgets/admin/templates/draft-texts.ts'

const sentences = (draft: Draft, locale = draft.defaultLocale) => draftProblems(draft, locale).map(summaryText)

const cardForm = () => draftOf(Template.parse({ ...cardPayment, version: 1 }))

/** A valid form with one question in English. */
const validForm = (change: (draft: Draft) => void = () => {}): Draft => {
  const draft = newDraft()
  draft.title.en = 'Pick-up'
  for (const question of draft.questions) question.label.en = 'When do you come?'
  change(draft)
  return draft
}

const firstQuestion = (draft: Draft) => draft.questions[0] ?? newQuestion('text')

test('a shipped form and a new form with texts have no problem', () => {
  expect(sentences(cardForm())).toEqual([])
  expect(sentences(validForm())).toEqual([])
})

test('a new form needs a title and its question, and each error names the question', () => {
  expect(sentences(newDraft())).toEqual(['Enter a title', 'Question 1: Enter the question'])
})

test('no language can be saved with a missing text, and only the language on the screen has an error per text', () => {
  const draft = cardForm()
  const third = draft.questions[2]
  if (third !== undefined) third.label.de = ' '
  expect(completenessOf(draft, 'de')).toEqual({ filled: 10, total: 11 })
  expect(sentences(draft, 'de')).toEqual(['Question 3: Enter the question (German)'])
  draft.locales.push('da')
  expect(sentences(draft, 'en')).toEqual(['Texts are missing: German, Danish. Questions: 1, 2, 3, 4, 5'])
  expect(copyMissingTexts(draft, 'de')).toBe(1)
  draft.locales.pop()
  expect(sentences(draft)).toEqual([])
})

test('a text that one language has is needed in every language, also if it is optional', () => {
  const draft = validForm((each) => {
    each.locales.push('de')
    each.title.de = 'Abholung'
    firstQuestion(each).label.de = 'Wann kommen Sie?'
    each.intro.de = 'Bitte antworten Sie.'
  })
  expect(sentences(draft)).toEqual(['Enter the text, or delete it in every language: Introduction (English)'])
})

test('a choice needs at least two options, each with a text', () => {
  const draft = validForm((each) => {
    Object.assign(firstQuestion(each), { type: 'choice' })
    firstQuestion(each).options.push({ ...newOption(), label: { en: 'Today' } })
  })
  expect(sentences(draft)).toEqual(['Question 1: Add at least two options'])
  firstQuestion(draft).options.push(newOption())
  expect(sentences(draft)).toEqual(['Question 1: Enter the text of option 2'])
})

test.for([
  ['id', 'Pick Up', 'Question 1: Use lowercase letters, numbers and hyphens, and start with a letter'],
  ['minLength', 'two', 'Question 1: Enter a whole number from 0 to 4000'],
  ['maxLength', '4001', 'Question 1: Enter a whole number from 0 to 4000'],
] as const)('the error of a wrong %s says what to enter', ([key, value, sentence]) => {
  const draft = validForm((each) => Object.assign(firstQuestion(each), { [key]: value }))
  expect(sentences(draft)).toEqual([sentence])
})

test.for([
  [{ earliest: 'tomorrow' }, 'Question 1: Enter a date such as 2030-01-31, or “today”'],
  [{ latest: '2030-02-30' }, 'Question 1: Enter a date such as 2030-01-31, or “today”'],
  [
    { earliest: '2030-01-02', latest: '2030-01-01' },
    'Question 1: Enter a latest date that is not before the earliest date',
  ],
] as const)('the error of the dates %o says what to enter', ([bounds, sentence]) => {
  const draft = validForm((each) => Object.assign(firstQuestion(each), { type: 'date', ...bounds }))
  expect(sentences(draft)).toEqual([sentence])
})

test('the errors of the branding, of equal ids and of a form without questions say what to do', () => {
  expect(sentences(validForm((each) => Object.assign(each, { accent: 'yellow', logo: 'http://a.example' })))).toEqual([
    'Enter a colour such as #0b57d0',
    'Enter an address that starts with https://',
  ])
  const withEqualIds = validForm((each) => {
    firstQuestion(each).id = 'when'
    each.questions.push({ ...newQuestion('text'), id: 'when', label: { en: 'Until when?' } })
  })
  expect(sentences(withEqualIds)).toEqual(['Question 2: Use an ID that no other question has'])
  expect(sentences(validForm((each) => each.questions.splice(0)))).toEqual(['Add at least one question'])
  expect(
    sentences(
      validForm((each) => {
        each.title.en = 'x'.repeat(501)
      }),
    ),
  ).toEqual(['Shorten the text'])
})
