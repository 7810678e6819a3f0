/**
 * The fingerprint of the link, against a second implementation of the contract with another cryptographic library, and
 * published vectors.
 */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type AskedForm, fingerprint } from '../../contracts/fingerprint.ts'
import { contextHash } from '../../contracts/form-context.ts'
import { QuestionId } from '../../contracts/identifiers.ts'
import type { QuestionType } from '../../contracts/question-types.ts'

/** The base point of P-256, so that other implementations can compute the vectors. */
const basePoint = new Uint8Array(
  Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ),
)

const question = (id: string, type: QuestionType, label: string, offTheRecord = false) => ({
  id: QuestionId.parse(id),
  ...{ type, label, offTheRecord },
})
const card = question('card-number', 'card-number', 'Kartennummer')
const code = question('card-verification-code', 'card-verification-code', 'Prüfziffer', true)
const word = question('word', 'text', 'Kennwort', true)
const asked: AskedForm = { questions: [card, code, word] }
const context = { purpose: 'Hotel in Köln', reference: 'R-17', amount: { value: '120.50', currency: 'EUR' } }

const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url')
}
const cardLine = 'card-number\tcard-number\t0\tagent\tKartennummer\n'
const codeLine = 'card-verification-code\tcard-verification-code\t1\tagent\tPrüfziffer\n'
const wordLine = 'word\ttext\t1\tagent\tKennwort\n'

describe('the fingerprint', () => {
  test('covers the key, each question and the context in a reproducible format', async () => {
    const lines = `${cardLine}${codeLine}${wordLine}`
    const expected = sha256('sealform/v2/asked\n', basePoint, `${lines}context\t-\n`)
    expect(await fingerprint(basePoint, asked)).toBe(expected)
    const withContext = `${lines}context\t${await contextHash(context)}\n`
    expect(await fingerprint(basePoint, { ...asked, context })).toBe(
      sha256('sealform/v2/asked\n', basePoint, withContext),
    )
  })

  test.each([
    ['no context', asked, 'UK934JorjTo3Ramo-BgEgoKQYOFfePlI7XP1a4zJk3s'],
    ['a context', { ...asked, context }, 'CA46ph1UPJdWELbm0GuXhbVo5ndiyxoEhpvDvSqUTBg'],
    ['one question', { questions: [code] }, '1xa5rePCAgFGNdcw8l4p2AU5pJlUAZd_uZdrEhl5t9c'],
  ])('for a form with %s matches the published test vector', async (_, form, published) => {
    expect(await fingerprint(basePoint, form)).toBe(published)
  })

  test('treats a security code and a PIN as off the record, even if their flag is not set', async () => {
    for (const type of ['card-verification-code', 'pin'] as const) {
      const [marked, cleared] = [true, false].map((mark) => question('code', type, 'Code', mark))
      if (marked === undefined || cleared === undefined) throw new Error('two of them')
      expect(await fingerprint(basePoint, { questions: [cleared] })).toBe(
        await fingerprint(basePoint, { questions: [marked] }),
      )
    }
  })

  test.each<[string, AskedForm]>([
    ['another question type', { questions: [card, { ...code, type: 'number' }, word] }],
    ['another label', { questions: [{ ...card, label: 'Kartennummer ' }, code, word] }],
    ['a cleared flag', { questions: [card, code, { ...word, offTheRecord: false }] }],
    ['a set flag', { questions: [{ ...card, offTheRecord: true }, code, word] }],
    ['another id', { questions: [card, code, { ...word, id: QuestionId.parse('name') }] }],
    ['one question fewer', { questions: [card, code] }],
    ['one question more', { questions: [card, code, word, word] }],
    ['another order', { questions: [code, card, word] }],
    ['another amount', { ...asked, context: { ...context, amount: { value: '120.51', currency: 'EUR' } } }],
    ['another currency', { ...asked, context: { ...context, amount: { value: '120.50', currency: 'USD' } } }],
    ['another purpose', { ...asked, context: { ...context, purpose: 'Hotel in Bonn' } }],
    ['the reference in place of the purpose', { ...asked, context: { purpose: 'R-17' } }],
    ['the purpose in place of the reference', { ...asked, context: { reference: 'R-17' } }],
  ])('abuse 43: differs for a form with %s', async (_, changed) => {
    const forms = [asked, { ...asked, context }, changed]
    expect(new Set(await Promise.all(forms.map((form) => fingerprint(basePoint, form)))).size).toBe(3)
  })

  test('abuse 43: cannot be computed if a label contains a separator character of the format', async () => {
    const label = `Kartennummer\n${codeLine}${wordLine}`.slice(0, -1)
    expect(await fingerprint(basePoint, { questions: [{ ...card, label }] })).toBeUndefined()
    expect(await fingerprint(basePoint, { questions: [{ ...card, label: 'a\tb' }] })).toBeUndefined()
  })

  test('differs for another sealing key', async () => {
    expect(await fingerprint(basePoint.with(64, 0), asked)).not.toBe(await fingerprint(basePoint, asked))
  })
})

describe('the hash of a context', () => {
  test('is the SHA-256 of the context’s canonical form, in which missing fields are `null`', async () => {
    const hashOf = (...fields: readonly (string | null)[]) => sha256(JSON.stringify(['sealform/v2/context', ...fields]))
    expect(await contextHash(context)).toBe(hashOf('Hotel in Köln', 'R-17', '120.50', 'EUR'))
    expect(await contextHash({ purpose: 'Hotel' })).toBe(hashOf('Hotel', null, null, null))
    expect(await contextHash({ reference: 'R-17' })).toBe(hashOf(null, 'R-17', null, null))
    expect(await contextHash({ amount: { value: '5', currency: 'JPY' } })).toBe(hashOf(null, null, '5', 'JPY'))
  })

  test('matches the published test vector', async () => {
    expect(await contextHash(context)).toBe('GeAZ1xQYE-uyj4mtnh-9H3CQsKH6EqAsBmHpOqkkuvQ')
  })
})
