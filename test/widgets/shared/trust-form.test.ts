/// <reference types="node" />
import { Buffer } from 'node:buffer'
import { beforeAll, describe, expect, test } from 'vitest'
import { type AskedForm, fingerprint as fingerprintOf } from '../../../contracts/fingerprint.ts'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
import { type AgentSealingKey, createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { trustForm } from '../../../widgets/shared/trust-form.ts'

const question = (type: QuestionType, offTheRecord = false) => ({
  id: QuestionId.parse(`asks-${type}`),
  label: `Asks ${type}`,
  ...{ type, offTheRecord },
})
const open = question('card-number')
const code = question('card-verification-code', true)
const word = question('text', true)

let key: AgentSealingKey
let other: AgentSealingKey
/** Of the form that the agent has seen. */
const vouchFor = async (asked: AskedForm, by = key): Promise<string> =>
  (await fingerprintOf(new Uint8Array(Buffer.from(by.sealingKey, 'base64url')), asked)) ?? ''
beforeAll(async () => {
  key = await createSealingKey()
  other = await createSealingKey()
})

const mismatch = { trusted: false, reason: 'fingerprint-mismatch' }

describe('the visitor’s page', () => {
  test('shows a form whose key and questions match the fingerprint of the agent’s tab', async () => {
    const questions = [open, code, word]
    const { sealingKey } = key
    expect(await trustForm({ questions, sealingKey, fingerprint: await vouchFor({ questions }) })).toEqual({
      trusted: true,
      offTheRecord: new Set([code.id, word.id]),
    })
  })

  test('needs neither a sealing key nor a fingerprint if no question is off the record', async () => {
    const nothing = { trusted: true, offTheRecord: new Set() }
    expect(await trustForm({ questions: [open] })).toEqual(nothing)
    expect(await trustForm({ questions: [open], sealingKey: key.sealingKey })).toEqual(nothing)
  })

  test('refuses an off-the-record question if the link has no fingerprint', async () => {
    const refused = { trusted: false, reason: 'fingerprint-missing' }
    expect(await trustForm({ questions: [open, code], sealingKey: key.sealingKey })).toEqual(refused)
    expect(await trustForm({ questions: [open, code] })).toEqual(refused)
  })

  test('abuse 22: refuses a form whose key was replaced in transit, even if no question is off the record', async () => {
    for (const questions of [[open, code], [open]]) {
      const fingerprint = await vouchFor({ questions })
      expect(await trustForm({ questions, sealingKey: other.sealingKey, fingerprint })).toEqual(mismatch)
      expect(await trustForm({ questions, sealingKey: 'no key', fingerprint })).toEqual(mismatch)
    }
  })

  test('abuse 22: refuses a form whose key was removed in transit', async () => {
    const refused = { trusted: false, reason: 'key-missing' }
    for (const questions of [[open, code], [open]]) {
      expect(await trustForm({ questions, fingerprint: await vouchFor({ questions }) })).toEqual(refused)
    }
  })

  test.each<[string, AskedForm['questions']]>([
    ['a security code was changed to the type number', [open, { ...code, type: 'number', offTheRecord: false }, word]],
    ['a question was relabelled to ask for a security code', [{ ...open, label: code.label }, code, word]],
    ['an off-the-record flag was cleared', [open, code, { ...word, offTheRecord: false }]],
    ['every off-the-record question was removed', [open]],
    ['a question was added', [open, code, word, question('text')]],
    ['a question’s label imitates a second question', [open, code, { ...word, label: 'Asks\ttext\nasks-more' }]],
  ])('abuse 43: refuses a form in which %s', async (_, changed) => {
    const fingerprint = await vouchFor({ questions: [open, code, word] })
    expect(await trustForm({ questions: changed, sealingKey: key.sealingKey, fingerprint })).toEqual(mismatch)
  })

  test('abuse 43: refuses a form whose context was changed, removed or added', async () => {
    const { sealingKey } = key
    const questions = [open, code]
    const context = { amount: { value: '10.00', currency: 'EUR' } }
    const fingerprint = await vouchFor({ questions, context })
    const changed = { amount: { value: '1.00', currency: 'EUR' } }
    expect(await trustForm({ questions, context, sealingKey, fingerprint })).toMatchObject({ trusted: true })
    expect(await trustForm({ questions, context: changed, sealingKey, fingerprint })).toEqual(mismatch)
    expect(await trustForm({ questions, sealingKey, fingerprint })).toEqual(mismatch)
    const without = await vouchFor({ questions })
    expect(await trustForm({ questions, context, sealingKey, fingerprint: without })).toEqual(mismatch)
  })

  test.each(['card-verification-code', 'pin'] as const)(
    'abuse 22: seals a %s even if its off-the-record flag was cleared',
    async (type) => {
      const cleared = question(type, false)
      const fingerprint = await vouchFor({ questions: [question(type, true)] })
      expect(await trustForm({ questions: [cleared], sealingKey: key.sealingKey, fingerprint })).toEqual({
        trusted: true,
        offTheRecord: new Set([cleared.id]),
      })
      expect(await trustForm({ questions: [cleared], sealingKey: key.sealingKey })).toEqual({
        trusted: false,
        reason: 'fingerprint-missing',
      })
    },
  )
})
