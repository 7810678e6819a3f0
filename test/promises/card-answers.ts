/** Answers to the shipped template `card-payment`, different in each set. */
import { randomBytes } from 'node:crypto'

/** In the form in which they are stored, so that a test can compare the retrieved answers with the typed ones. */
export const newCardAnswers = (name: string) => ({
  answers: {
    'cardholder-name': name,
    'card-number': '4111111111111111',
    'card-expiry': `12/${String((new Date().getUTCFullYear() + 2) % 100).padStart(2, '0')}`,
    'postal-code': randomBytes(6).toString('hex'),
  },
  sealedAnswers: { 'card-verification-code': randomSealedAnswer() },
})
export type CardAnswers = ReturnType<typeof newCardAnswers>

/** The service checks only the shape of a sealed answer. */
const randomSealedAnswer = () => ({
  enc: Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url'),
  ciphertext: randomBytes(48).toString('base64url'),
})
