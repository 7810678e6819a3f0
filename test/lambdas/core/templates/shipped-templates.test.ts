import { describe, expect, test } from 'vitest'
import { type Question, TemplateDraft } from '../../../../contracts/template.ts'
import { bankAccount } from '../../../../lambdas/core/templates/shipped/bank-account.ts'
import { cardPayment } from '../../../../lambdas/core/templates/shipped/card-payment.ts'
import { identityCheck } from '../../../../lambdas/core/templates/shipped/identity-check.ts'
import { pageLocales } from '../../../../widgets/shared/page-locales.ts'

const shipped = [
  ['card-payment', cardPayment],
  ['identity-check', identityCheck],
  ['bank-account', bankAccount],
] as const

const texts = ({ title, intro, submitLabel, questions }: TemplateDraft) => [
  title,
  intro,
  submitLabel,
  ...questions.flatMap(({ label, hint, options = [] }: Question) => [
    label,
    hint,
    ...options.map((option) => option.label),
  ]),
]

describe.each(shipped)('the shipped template %s', (templateId, template) => {
  const draft = TemplateDraft.parse(template)

  test('is valid and has its own id', () => {
    expect(draft.templateId).toBe(templateId)
  })

  test('has every text in every language of the visitor’s page, and in British and Australian English', () => {
    const found = texts(draft).filter((text) => text !== undefined)
    expect(found.length).toBeGreaterThan(8)
    for (const text of found)
      expect(Object.keys(text).toSorted()).toEqual([...pageLocales, 'en-GB', 'en-AU'].toSorted())
  })
})

describe('the shipped templates', () => {
  test('keep the question ids that integrations rely on', () => {
    const ids = (template: { questions: { id: string }[] }) => template.questions.map(({ id }) => id)
    expect(ids(cardPayment)).toEqual([
      'cardholder-name',
      'card-number',
      'card-expiry',
      'card-verification-code',
      'postal-code',
    ])
    expect(ids(bankAccount)).toContain('iban')
    expect(ids(identityCheck)).toContain('national-id')
  })

  test.each([
    ['en', /ZIP|Driver’s license|Social security/, /postcode|licence/i],
    ['en-GB', /postcode|Driving licence|National Insurance/, /ZIP|license|driver/i],
    ['en-AU', /postcode|Driver licence|Medicare/, /ZIP|license|driving/i],
  ])('do not mix the words of English-speaking countries in %s', (locale, own, others) => {
    const english = shipped.flatMap(([, { questions }]) =>
      questions.flatMap(({ label, hint, options = [] }) =>
        [label, hint, ...options.map((option) => option.label)].map((text) => text?.[locale] ?? ''),
      ),
    )
    expect(english.filter((text) => own.test(text))).toHaveLength(3)
    expect(english.filter((text) => others.test(text))).toEqual([])
  })

  test('mask only codes and account and identity numbers, and accept no date of birth in the future', () => {
    const questions = shipped.flatMap(([, template]) => template.questions)
    expect(questions.filter(({ masked }) => masked).map(({ id }) => id)).toEqual([
      'card-verification-code',
      'national-id',
      'iban',
    ])
    expect(questions.filter(({ type }) => type === 'date').map(({ latest }) => latest)).toEqual(['today'])
  })

  test('have exactly one off-the-record question: the card verification code', () => {
    const sealed = shipped.flatMap(([, { questions }]) => questions.filter(({ offTheRecord }) => offTheRecord))
    expect(sealed.map(({ id }) => id)).toEqual(['card-verification-code'])
  })
})
