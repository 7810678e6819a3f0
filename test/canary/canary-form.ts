/** A form with many kinds of questions, and answers that are all canaries. */
import type { TemplateDraftInput } from '../../contracts/template.ts'
import { type CanaryValues, randomDigits } from './canary-values.ts'

const question = (id: string, type: string, more: object = {}) => ({
  ...{ id, type, label: { en: `The ${id}` }, required: false, masked: false, offTheRecord: false },
  ...more,
})
const sealed = { masked: true, offTheRecord: true }

export const templateId = 'canary-form'

export const canaryForm: object = {
  defaultLocale: 'en',
  title: { en: 'Nothing of this may be found' },
  questions: [
    question('name', 'text'),
    question('story', 'long-text'),
    question('mail', 'email'),
    question('phone', 'phone'),
    question('amount', 'number'),
    question('document', 'national-id'),
    question('card', 'card-number'),
    question('code', 'pin', sealed),
    question('word', 'text', sealed),
  ],
} satisfies Partial<Record<keyof TemplateDraftInput, unknown>>

/** In normalised form, and with characters that every encoding escapes differently. */
export const canaryAnswers = (canaryValues: CanaryValues, who: string) => {
  const word = () => canaryValues.newValue(`a word of ${who}`)
  return {
    name: canaryValues.register(`the name of ${who}`, `Zoë "${word()}" + 100 % <b>`),
    story: canaryValues.register(`the story of ${who}`, `Once: ${word()}\n\\ twice 🐤: ${word()}`),
    mail: canaryValues.register(`the address of ${who}`, `${word()}@example.com`),
    phone: canaryValues.register(`the phone of ${who}`, `+${randomDigits(14)}`),
    amount: canaryValues.register(`the amount of ${who}`, `${randomDigits(14)}.${randomDigits(6)}`.replace(/0$/, '1')),
    document: canaryValues.register(`the document of ${who}`, word()),
    card: canaryValues.register(`the card of ${who}`, '5555555555554444'),
  }
}

/** Only on the visitor's side in clear. */
export const canarySecrets = (canaryValues: CanaryValues, who: string) => ({
  code: canaryValues.register(`the code of ${who}`, randomDigits(12)),
  word: canaryValues.newValue(`the secret word of ${who}`),
})
