import { beforeAll, describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import type { QuestionType } from '../../../contracts/question-types.ts'
import { type AgentSealingKey, createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { trustForm } from '../../../widgets/shared/trust-form.ts'

const question = (type: QuestionType, offTheRecord = false) => ({
  id: QuestionId.parse(`asks-${type}`),
  type,
  offTheRecord,
})
const open = question('card-number')
const code = question('card-verification-code', true)

let key: AgentSealingKey
let other: AgentSealingKey
beforeAll(async () => {
  key = await createSealingKey()
  other = await createSealingKey()
})

describe('the visitor’s page', () => {
  test('shows a form whose key is the one that the agent’s tab vouched for', async () => {
    expect(
      await trustForm({ questions: [open, code], sealingKey: key.sealingKey, fingerprint: key.fingerprint }),
    ).toEqual({
      trusted: true,
      offTheRecord: new Set([code.id]),
    })
  })

  test('needs neither key nor fingerprint when nothing is off the record', async () => {
    const nothing = { trusted: true, offTheRecord: new Set() }
    expect(await trustForm({ questions: [open] })).toEqual(nothing)
    expect(await trustForm({ questions: [open], sealingKey: key.sealingKey })).toEqual(nothing)
  })

  test('refuses an off-the-record question when the link brings no fingerprint', async () => {
    const refused = { trusted: false, reason: 'fingerprint-missing' }
    expect(await trustForm({ questions: [open, code], sealingKey: key.sealingKey })).toEqual(refused)
    expect(await trustForm({ questions: [open, code] })).toEqual(refused)
  })

  test('refuses a key that was swapped on the way, even when nothing is off the record', async () => {
    const swapped = { sealingKey: other.sealingKey, fingerprint: key.fingerprint }
    const refused = { trusted: false, reason: 'key-mismatch' }
    expect(await trustForm({ questions: [open, code], ...swapped })).toEqual(refused)
    expect(await trustForm({ questions: [open], ...swapped })).toEqual(refused)
    expect(await trustForm({ questions: [code], sealingKey: 'no key', fingerprint: key.fingerprint })).toEqual(refused)
  })

  test('refuses when the key was stripped on the way', async () => {
    const refused = { trusted: false, reason: 'key-missing' }
    expect(await trustForm({ questions: [open, code], fingerprint: key.fingerprint })).toEqual(refused)
    expect(await trustForm({ questions: [open], fingerprint: key.fingerprint })).toEqual(refused)
  })

  test.each(['card-verification-code', 'pin'] as const)('seals a %s even when the mark was cleared', async (type) => {
    const cleared = question(type, false)
    expect(await trustForm({ questions: [cleared], sealingKey: key.sealingKey, fingerprint: key.fingerprint })).toEqual(
      {
        trusted: true,
        offTheRecord: new Set([cleared.id]),
      },
    )
    expect(await trustForm({ questions: [cleared], sealingKey: key.sealingKey })).toEqual({
      trusted: false,
      reason: 'fingerprint-missing',
    })
  })
})
