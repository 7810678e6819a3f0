import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorsIn, statusAndCode } from '../kit/http-client.ts'
import { type Service, startService } from '../kit/service.ts'
import { newSite, type OpenedForm, proofOf, type Site } from '../kit/site.ts'

let service: Service
let site: Site
let form: OpenedForm

/** One optional question of each type, named after it. */
const types = [
  'text',
  'long-text',
  'number',
  'email',
  'phone',
  'date',
  'yes-no',
  'choice',
  'card-number',
  'card-expiry',
  'iban',
  'national-id',
] as const
const sealedTypes = ['card-verification-code', 'pin'] as const

const question = <Type extends (typeof types | typeof sealedTypes)[number]>(
  id: string,
  type: Type,
  more: object = {},
) => ({
  id,
  type,
  label: { en: id },
  required: false,
  masked: false,
  offTheRecord: false,
  ...more,
})
const options = ['small', 'Größe ✓'].map((value) => ({ value, label: { en: value } }))
const template = {
  defaultLocale: 'en',
  title: { en: 'Everything' },
  questions: [
    ...types.map((type) => question(type, type, type === 'choice' ? { options } : {})),
    ...sealedTypes.map((type) => question(type, type, { offTheRecord: true })),
    question('secret-word', 'text', { offTheRecord: true }),
    question('short', 'text', { minLength: 2, maxLength: 4 }),
    question('needed', 'text', { required: true }),
  ],
}

/** The service checks only the shape and size of a sealed answer, never the curve point of `enc`. */
const sealing = {
  sealingKey: 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
  sealed: {
    enc: Buffer.alloc(65, 4).toString('base64url'),
    ciphertext: Buffer.alloc(48, 1).toString('base64url'),
  },
} as const

const everything = (...ids: readonly string[]) => ({ templateId: 'everything', only: [...ids] })

beforeAll(async () => {
  service = await startService()
  site = await newSite(service)
  const administrator = await site.signIn('administrator', 'root')
  await administrator.reply('put-template', { path: { templateId: 'everything' }, body: template })
  form = await site.openForm(everything(...types, 'short'))
})

afterAll(async () => {
  await service.close()
})

type Answers = Readonly<Record<string, string>>

/** Tries answers with a new key, because the keys of a longer test would expire. */
const tryAnswers = async (answers: Answers, sealedAnswers?: Record<string, typeof sealing.sealed>) =>
  site.attempt.submit(form, await site.issueSubmitKey(form), answers, sealedAnswers)

/** The answers that the agent retrieves after the visitor submitted these. */
const stored = async (answers: Answers, only: readonly string[] = Object.keys(answers)) =>
  (await site.retrieve(await site.submitForm(everything(...only), answers))).answers

const emoji = '👩‍👩‍👧'
const accepted: readonly (readonly [string, string, string])[] = [
  ['text', 'Ada Lovelace', 'Ada Lovelace'],
  ['text', ' e\u0301 ', ' é '],
  ['text', emoji, emoji],
  ['text', '💳'.repeat(4_000), '💳'.repeat(4_000)],
  ['long-text', 'two\nlines', 'two\nlines'],
  ['number', '-123456789012345.000001', '-123456789012345.000001'],
  ['number', '007', '007'],
  ['email', 'ada.lovelace+tag@example.co.uk', 'ada.lovelace+tag@example.co.uk'],
  ['phone', '+49 (30) 123-45.67', '+49301234567'],
  ['phone', '1234', '1234'],
  ['date', '2028-02-29', '2028-02-29'],
  ['yes-no', 'no', 'no'],
  ['choice', 'Größe ✓', 'Größe ✓'],
  ['card-number', '4111 1111-1111 1111', '4111111111111111'],
  ['card-number', '378282246310005', '378282246310005'],
  ['card-expiry', '12/2098', '12/98'],
  ['card-expiry', '01/99', '01/99'],
  ['iban', 'de89 3704 0044 0532 0130 00', 'DE89370400440532013000'],
  ['national-id', 'AB-12 3/4.5', 'AB-12 3/4.5'],
]

const refused: readonly (readonly [string, string, string])[] = [
  ['text', 'two\nlines', 'bad-format'],
  ['text', 'tab\tbed', 'bad-format'],
  ['text', 'NUL\u0000', 'bad-format'],
  ['text', 'C1\u0085', 'bad-format'],
  ['text', '\ud800', 'bad-format'],
  ['text', '💳'.repeat(4_001), 'too-long'],
  ['long-text', 'carriage\r\nreturn', 'bad-format'],
  ['number', '1e5', 'bad-format'],
  ['number', '+1', 'bad-format'],
  ['number', '1234567890123456', 'bad-format'],
  ['number', '1.0000001', 'bad-format'],
  ['number', '٣', 'bad-format'],
  ['email', 'ada', 'bad-format'],
  ['email', 'a@b.example,c@d.example', 'bad-format'],
  ['email', `${'a'.repeat(243)}@example.com`, 'too-long'],
  ['phone', '12+34', 'bad-format'],
  ['phone', '123', 'too-short'],
  ['phone', '1234567890123456', 'too-long'],
  ['date', '2027-02-29', 'bad-format'],
  ['date', '29.02.2028', 'bad-format'],
  ['date', '2028-2-9', 'bad-format'],
  ['yes-no', 'Yes', 'not-an-option'],
  ['choice', 'large', 'not-an-option'],
  ['choice', 'constructor', 'not-an-option'],
  ['card-number', '4111111111111112', 'bad-checksum'],
  ['card-number', '41111111111', 'too-short'],
  ['card-number', '4111 1111 1111 1111 1111', 'too-long'],
  ['card-number', '4111x1111', 'bad-format'],
  ['card-expiry', '01/20', 'past'],
  ['card-expiry', '13/98', 'bad-format'],
  ['card-expiry', '1/98', 'bad-format'],
  ['iban', 'DE89370400440532013001', 'bad-checksum'],
  ['iban', 'DE8937040044', 'too-short'],
  ['iban', 'DE89_3704_0044_0532_0130_00', 'bad-format'],
  ['national-id', 'A1', 'too-short'],
  ['national-id', 'a'.repeat(33), 'too-long'],
  ['national-id', 'a;b;c', 'bad-format'],
  ['short', 'a', 'too-short'],
  ['short', 'abcde', 'too-long'],
]

describe('answers', () => {
  test('have valid and invalid examples for every question type', () => {
    expect(new Set(accepted.map(([id]) => id))).toEqual(new Set(types))
    expect(new Set(refused.map(([id]) => id))).toEqual(new Set([...types, 'short']))
  })

  test.each(accepted)('of the type %s are accepted: %j', async (id, typed, kept) => {
    // Four thousand emoji of four bytes are within the 64 KiB of a body.
    expect(await stored({ [id]: typed })).toEqual({ [id]: kept })
  })

  test.each(refused)(
    'of the type %s are refused, and the error does not repeat them: %j, with the code %s',
    async (id, typed, code) => {
      const reply = await tryAnswers({ [id]: typed })
      expect(statusAndCode(reply)).toBe('422 not-valid')
      expect(errorsIn(reply)).toEqual([{ field: `answers.${id}`, code }])
      expect(typed.length < 4 || !JSON.stringify(reply).includes(typed)).toBe(true)
    },
  )

  test('are retrieved together, and unanswered questions are omitted', async () => {
    const answers = Object.fromEntries(
      accepted.filter(([, typed]) => typed.length < 100).map(([id, typed]) => [id, typed]),
    )
    const kept = Object.fromEntries(
      accepted.filter(([, typed]) => typed.length < 100).map(([id, , text]) => [id, text]),
    )
    expect(await stored(answers, [...types, 'short'])).toEqual(kept)
  })

  test('that are empty count as unanswered', async () => {
    expect(await stored({ text: '', number: '1' })).toEqual({ number: '1' })
    const asked = await site.openForm(everything('needed'))
    const key = await site.issueSubmitKey(asked)
    const unanswered: readonly Answers[] = [{}, { needed: '' }]
    for (const answers of unanswered) {
      const reply = await site.attempt.submit(asked, key, answers)
      expect(errorsIn(reply)).toEqual([{ field: 'answers.needed', code: 'required' }])
    }
    expect(statusAndCode(await site.attempt.submit(asked, key, { needed: ' ' }))).toBe('201 done')
  })

  test('that are invalid are all reported in one reply', async () => {
    const reply = await tryAnswers({ 'yes-no': 'maybe', date: 'x', nobody: 'x', number: '1' })
    expect(errorsIn(reply)).toEqual([
      { field: 'answers.date', code: 'bad-format' },
      { field: 'answers.yes-no', code: 'not-an-option' },
      { field: 'answers.nobody', code: 'unknown' },
    ])
  })

  test('abuse 28: are stored unchanged if they contain markup, formulas or bidirectional text', async () => {
    const texts = [
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '"><svg/onload=alert(1)>',
      '=HYPERLINK("https://evil.example","x")+cmd|\' /C calc\'!A0',
      'user\u202Egnp.exe',
      '{{constructor.constructor("alert(1)")()}} <%= 7*7 %> %00 \\u0000',
      "'; DROP TABLE submissions; --",
    ]
    for (const text of texts) expect(await stored({ text })).toEqual({ text })
    const reply = await tryAnswers({ text: `${texts[0]}\n` })
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(JSON.stringify(reply)).not.toContain('script')
  })
})

describe('off-the-record answers', () => {
  test.each([...sealedTypes, 'secret-word'])('to %s are never accepted in clear text', async (id) => {
    const { sealingKey } = sealing
    const asked = await site.openForm({ ...everything(id), sealingKey })
    const key = await site.issueSubmitKey(asked)
    for (const typed of ['1234', '']) {
      const reply = await site.attempt.submit(asked, key, { [id]: typed })
      expect(statusAndCode(reply)).toBe('422 not-valid')
      expect(errorsIn(reply)).toEqual([{ field: `answers.${id}`, code: 'must-be-sealed' }])
    }
    expect(statusAndCode(await site.attempt.submit(asked, key, {}))).toBe('201 done')
  })

  test('are accepted only for off-the-record questions', async () => {
    const sealedAnswers = { text: sealing.sealed }
    const reply = await tryAnswers({}, sealedAnswers)
    expect(errorsIn(reply)).toEqual([{ field: 'sealedAnswers.text', code: 'must-not-be-sealed' }])
    const unknown = await tryAnswers({}, { pin: sealing.sealed })
    expect(errorsIn(unknown)).toEqual([{ field: 'sealedAnswers.pin', code: 'unknown' }])
  })

  test.each([
    ['a missing enc', { enc: undefined }, 'enc', 'required'],
    ['a short enc', { enc: Buffer.alloc(64, 4).toString('base64url') }, 'enc', 'bad-format'],
    ['an enc that is not a point', { enc: Buffer.alloc(65, 5).toString('base64url') }, 'enc', 'bad-format'],
    ['a padded enc', { enc: `${Buffer.alloc(65, 4).toString('base64url')}=` }, 'enc', 'bad-format'],
    ['a missing ciphertext', { ciphertext: undefined }, 'ciphertext', 'required'],
    ['a short ciphertext', { ciphertext: Buffer.alloc(16).toString('base64url') }, 'ciphertext', 'bad-format'],
    [
      'a ciphertext of an unpadded size',
      { ciphertext: Buffer.alloc(49).toString('base64url') },
      'ciphertext',
      'bad-format',
    ],
    ['a long ciphertext', { ciphertext: Buffer.alloc(1_072).toString('base64url') }, 'ciphertext', 'bad-format'],
    ['an unknown field', { key: 'x' }, 'key', 'unknown'],
  ])('with %s are refused', async (_, change, field, code) => {
    const asked = await site.openForm({ ...everything('pin'), sealingKey: sealing.sealingKey })
    const sealedAnswers = { pin: { ...sealing.sealed, ...change } }
    const submitKey = await site.issueSubmitKey(asked)
    const body = { ...proofOf(asked), submitKey, answers: {}, sealedAnswers }
    const reply = await site.request('POST', '/v1/visitor/submit', { body })
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(errorsIn(reply)).toEqual([{ field: `sealedAnswers.pin.${field}`, code }])
  })

  test.each([48, 1_040])(
    'with %i bytes of ciphertext are accepted, even if they are sealed to another key',
    async (size) => {
      const pin = { enc: sealing.sealed.enc, ciphertext: Buffer.alloc(size, 7).toString('base64url') }
      const submitted = await site.submitForm({ ...everything('pin'), sealingKey: sealing.sealingKey }, {}, { pin })
      const expected = { answers: {}, sealedAnswers: { pin }, sealedStatus: 'available' }
      expect(await site.retrieve(submitted)).toMatchObject(expected)
    },
  )
})
