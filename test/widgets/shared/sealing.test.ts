/// <reference types="node" />
import { Buffer } from 'node:buffer'
import { createECDH } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import { padAnswer, SealedAnswer, SealingKey } from '../../../contracts/sealing.ts'
import { localise, Template } from '../../../contracts/template.ts'
import { CannotOpen, createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { matchesFingerprint, sealAnswer } from '../../../widgets/shared/seal-answer.ts'
import { referenceOpen, referenceSeal } from './rfc9180-reference.ts'

const place = {
  formId: FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11'),
  templateVersion: 3,
  questionId: QuestionId.parse('card-verification-code'),
}
const template = Template.parse({
  ...{ templateId: 'own-form', version: 3, defaultLocale: 'en', title: { en: 'Own form', de: 'Formular' } },
  questions: [
    {
      id: 'name',
      type: 'text',
      label: { en: 'Name', de: 'Ihr Name' },
      required: true,
      masked: false,
      offTheRecord: false,
    },
    {
      id: 'pin',
      type: 'pin',
      label: { en: 'PIN', de: 'Geheimzahl' },
      required: true,
      masked: true,
      offTheRecord: true,
    },
  ],
})
const info = Buffer.from('sealform/v1/off-the-record')
const aad = Buffer.from('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11\n3\ncard-verification-code')
const fromBase64url = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const toBase64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

const flipBit = (text: string, bit: number): string => {
  const bytes = Buffer.from(text, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
  return bytes.toString('base64url')
}

describe('the sealing key of the agent’s tab', () => {
  test('is accepted by the service, and has the fingerprint that the visitor’s page computes', async () => {
    const key = await createSealingKey()
    expect(SealingKey.safeParse(key.sealingKey).success).toBe(true)
    const context = { purpose: 'Hotel' }
    for (const seen of [
      { template },
      { template, locale: 'de' },
      { template, locale: 'de-AT', only: ['pin'] },
      { template, locale: 'de', only: ['pin', 'name'], context },
    ]) {
      // As the service returns it to the visitor's page.
      const { questions } = localise(template, seen.locale, seen.only)
      const fingerprint = await key.fingerprint(seen)
      expect(fingerprint).toMatch(/^[A-Za-z0-9_-]{43}$/)
      expect(await matchesFingerprint(key.sealingKey, fingerprint, { questions, context: seen.context })).toBe(true)
    }
  })

  test('differs each time, as does its fingerprint', async () => {
    const [one, other] = await Promise.all([createSealingKey(), createSealingKey()])
    const { questions } = localise(template)
    const fingerprint = await one.fingerprint({ template })
    expect(await matchesFingerprint(other.sealingKey, fingerprint, { questions })).toBe(false)
    expect(await matchesFingerprint('no key', fingerprint, { questions })).toBe(false)
    expect(await one.fingerprint({ template, locale: 'de' })).not.toBe(fingerprint)
    expect(await one.fingerprint({ template, only: ['pin'] })).not.toBe(fingerprint)
  })

  test('has a private key that cannot be exported and is not printed', async () => {
    const generate = crypto.subtle.generateKey
    const asked: unknown[][] = []
    crypto.subtle.generateKey = new Proxy(generate, {
      apply: (target, _self, parameters: unknown[]) => {
        asked.push(parameters)
        return Reflect.apply(target, crypto.subtle, parameters)
      },
    })
    try {
      const key = await createSealingKey()
      expect(asked).toEqual([[{ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']]])
      expect(Object.keys(key).toSorted()).toEqual(['fingerprint', 'open', 'sealingKey'])
    } finally {
      crypto.subtle.generateKey = generate
    }
  })
})

describe('an answer sealed by the visitor’s page', () => {
  test.each(['', '737', '1234', '🔐 ключ', 'x'.repeat(1022)])(
    'opens unchanged in the agent’s tab: %j',
    async (answer) => {
      const key = await createSealingKey()
      const sealed = await sealAnswer(answer, { sealingKey: key.sealingKey, ...place })
      expect(SealedAnswer.safeParse(sealed).success).toBe(true)
      expect(await key.open(sealed, place)).toBe(answer)
    },
  )

  test('is opened by an independent implementation of the standard', async () => {
    const ecdh = createECDH('prime256v1')
    const sealingKey = toBase64url(ecdh.generateKeys())
    const { enc, ciphertext } = await sealAnswer('737', { sealingKey, ...place })
    const opened = referenceOpen(ecdh.getPrivateKey(), {
      enc: fromBase64url(enc),
      info,
      aad,
      ciphertext: fromBase64url(ciphertext),
    })
    expect(opened).toEqual(Buffer.concat([Buffer.from([0, 3]), Buffer.from('737'), Buffer.alloc(27)]))
  })

  test('has one of only 32 sizes, from 48 to 1,040 bytes', async () => {
    const { sealingKey } = await createSealingKey()
    const sizeOf = async (length: number) =>
      fromBase64url((await sealAnswer('x'.repeat(length), { sealingKey, ...place })).ciphertext).length
    expect(await Promise.all([0, 3, 4, 30].map(sizeOf))).toEqual([48, 48, 48, 48])
    expect(await Promise.all([31, 62, 63, 1022].map(sizeOf))).toEqual([80, 80, 112, 1040])
    for (let length = 0; length <= 1022; length += 73) expect(((await sizeOf(length)) - 16) % 32).toBe(0)
  })

  test('differs each time', async () => {
    const { sealingKey } = await createSealingKey()
    const sealed = await Promise.all([1, 2, 3].map(() => sealAnswer('737', { sealingKey, ...place })))
    expect(new Set(sealed.map(({ enc }) => enc)).size).toBe(3)
    expect(new Set(sealed.map(({ ciphertext }) => ciphertext)).size).toBe(3)
  })

  test('is refused if it is too long, or if the key is invalid', async () => {
    const { sealingKey } = await createSealingKey()
    await expect(sealAnswer('x'.repeat(1023), { sealingKey, ...place })).rejects.toThrow()
    await expect(sealAnswer('737', { sealingKey: 'no key', ...place })).rejects.toThrow()
    await expect(sealAnswer('737', { sealingKey: flipBit(sealingKey, 70), ...place })).rejects.toThrow()
  })
})

describe('the agent’s tab', () => {
  test('opens an answer that an independent implementation of the standard sealed', async () => {
    const key = await createSealingKey()
    const sealed = referenceSeal(fromBase64url(key.sealingKey), info, aad, padAnswer('737'))
    const wire = { enc: toBase64url(sealed.enc), ciphertext: toBase64url(sealed.ciphertext) }
    expect(await key.open(wire, place)).toBe('737')
  })

  test('cannot open an answer as the answer to another question, version or form', async () => {
    const key = await createSealingKey()
    const sealed = await sealAnswer('737', { sealingKey: key.sealingKey, ...place })
    const elsewhere = [
      { ...place, questionId: QuestionId.parse('pin') },
      { ...place, templateVersion: 4 },
      { ...place, contextHash: 'kMx' },
      { ...place, formId: FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a12') },
    ]
    for (const other of elsewhere) await expect(key.open(sealed, other)).rejects.toThrow(CannotOpen)
  })

  test('cannot open an answer that was sealed for another purpose', async () => {
    const key = await createSealingKey()
    const sealed = referenceSeal(fromBase64url(key.sealingKey), Buffer.from('another'), aad, padAnswer('737'))
    const wire = { enc: toBase64url(sealed.enc), ciphertext: toBase64url(sealed.ciphertext) }
    await expect(key.open(wire, place)).rejects.toThrow(CannotOpen)
  })

  test('cannot open an answer with another key', async () => {
    const [key, other] = await Promise.all([createSealingKey(), createSealingKey()])
    const sealed = await sealAnswer('737', { sealingKey: key.sealingKey, ...place })
    await expect(other.open(sealed, place)).rejects.toThrow(CannotOpen)
  })

  test('cannot open an answer in which any single bit is changed', async () => {
    const key = await createSealingKey()
    const { enc, ciphertext } = await sealAnswer('737', { sealingKey: key.sealingKey, ...place })
    for (let bit = 0; bit < 48 * 8; bit += 1) {
      await expect(key.open({ enc, ciphertext: flipBit(ciphertext, bit) }, place)).rejects.toThrow(CannotOpen)
    }
    for (let bit = 0; bit < 65 * 8; bit += 1) {
      await expect(key.open({ enc: flipBit(enc, bit), ciphertext }, place)).rejects.toThrow(CannotOpen)
    }
  })

  test('refuses unknown padding, and reports only that the answer cannot be opened', async () => {
    const key = await createSealingKey()
    const malformed = [
      new Uint8Array(32).fill(1),
      new Uint8Array(31),
      padAnswer('737').subarray(0, 16),
      new Uint8Array(64),
    ]
    for (const plaintext of malformed) {
      const sealed = referenceSeal(fromBase64url(key.sealingKey), info, aad, plaintext)
      const wire = { enc: toBase64url(sealed.enc), ciphertext: toBase64url(sealed.ciphertext) }
      await expect(key.open(wire, place)).rejects.toThrow('This sealed answer cannot be opened with this key.')
    }
    await expect(key.open({ enc: '*', ciphertext: '*' }, place)).rejects.toThrow(CannotOpen)
  })
})
