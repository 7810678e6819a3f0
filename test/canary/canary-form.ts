/** A form of many kinds of questions, and answers to it of which each is a canary. */
import type { TemplateDraftInput } from '../../contracts/template.ts'
import { type Cage, digits } from './canary-values.ts'

const question = (id: string, type: string, more: object = {}) => ({
  ...{ id, type, label: { en: `The ${id}` }, required: false, masked: false, offTheRecord: false },
  ...more,
})
const sealed = { masked: true, offTheRecord: true }

export const templateId = 'canary-form'

export const canaryForm: object = {
  defaultLocale: 'en',
  title: { en: 'Nothing of this is to be found again' },
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

/** In the form in which they are stored, and with characters that every encoding writes in its own way. */
export const canaryAnswers = (cage: Cage, who: string) => {
  const word = () => cage.fresh(`a word of ${who}`)
  return {
    name: cage.keep(`the name of ${who}`, `Zoë "${word()}" + 100 % <b>`),
    story: cage.keep(`the story of ${who}`, `Once: ${word()}\n\\ twice 🐤: ${word()}`),
    mail: cage.keep(`the address of ${who}`, `${word()}@example.com`),
    phone: cage.keep(`the phone of ${who}`, `+${digits(14)}`),
    amount: cage.keep(`the amount of ${who}`, `${digits(14)}.${digits(6)}`.replace(/0$/, '1')),
    document: cage.keep(`the document of ${who}`, word()),
    card: cage.keep(`the card of ${who}`, '5555555555554444'),
  }
}

/** In clear on the visitor's side only. */
export const canarySecrets = (cage: Cage, who: string) => ({
  code: cage.keep(`the code of ${who}`, digits(12)),
  word: cage.fresh(`the secret word of ${who}`),
})
