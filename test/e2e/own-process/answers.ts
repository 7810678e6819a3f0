/** Made-up answers to the card payment form, each set unlike every other one. */
import { randomBytes } from 'node:crypto'
import type { Answers } from './step-requests.ts'

/** Already in the form in which they are stored, so that what comes out can be compared with what went in. */
export const newAnswers = (name: string): Answers => ({
  answers: {
    'cardholder-name': name,
    'card-number': '4111111111111111',
    'card-expiry': `12/${String((new Date().getUTCFullYear() + 2) % 100).padStart(2, '0')}`,
    'postal-code': randomBytes(6).toString('hex'),
  },
  sealedAnswers: { 'card-verification-code': randomSealedAnswer() },
})

/** What the service may know of a sealed answer is its shape. */
const randomSealedAnswer = () => ({
  enc: Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url'),
  ciphertext: randomBytes(48).toString('base64url'),
})
