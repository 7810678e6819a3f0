import { describe, expect, test } from 'vitest'
import { FormId, QuestionId } from '../../contracts/identifiers.ts'
import { SealedAnswer } from '../../contracts/sealing.ts'
import { type AgentSealingKey, createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { type OpenedForm, replyIn, type Site, type SubmittedForm } from '../kit/site.ts'

let service: LocalService
let site: Site

const second = 1_000

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const codeId = QuestionId.parse('card-verification-code')
const answers = { 'cardholder-name': 'Ada', 'card-number': '4111 1111 1111 1111', 'card-expiry': '12/30' }
const kept = { 'cardholder-name': 'Ada', 'card-number': '4111111111111111', 'card-expiry': '12/30' }

interface Paid extends SubmittedForm {
  readonly key: AgentSealingKey
}

const placeIn = ({ formId }: OpenedForm) => ({ formId: FormId.parse(formId), templateVersion: 1, questionId: codeId })

const submitSealed = async (
  form: OpenedForm,
  code: string,
  key: AgentSealingKey,
  stored: Readonly<Record<string, string>> = answers,
): Promise<Paid> => {
  const sealed = await sealAnswer(code, { sealingKey: key.sealingKey, ...placeIn(form) })
  return { ...(await site.submitForm(form, stored, { [codeId]: sealed })), key }
}

const paid = async (code: string): Promise<Paid> => {
  const key = await createSealingKey()
  const form = await site.openForm({ templateId: 'card-payment', sealingKey: key.sealingKey })
  return await submitSealed(form, code, key)
}

const codeIn = ({ sealedAnswers }: Awaited<ReturnType<Site['retrieve']>>, form: Paid): Promise<string> =>
  form.key.open(SealedAnswer.parse(sealedAnswers[codeId]), placeIn(form))

describe('an off-the-record answer', () => {
  test('is passed from the visitor’s page to the agent’s tab, and only that tab can open it', async () => {
    const form = await paid('739')
    const reply = await site.retrieve(form)
    expect(reply).toMatchObject({ answers: kept, sealedStatus: 'available' })
    expect(await codeIn(reply, form)).toBe('739')
    const stranger = await createSealingKey()
    await expect(codeIn(reply, { ...form, key: stranger })).rejects.toThrow('cannot be opened')
  })

  test('is sealed to the sealing key in the reply to open-form', async () => {
    const { sealingKey } = await createSealingKey()
    const { openKey } = await site.sendForm({ templateId: 'card-payment', sealingKey })
    expect(replyIn(await site.attempt.open(openKey))).toMatchObject({ sealingKey })
  })

  test('abuse 24: is gone after the holding time of the site, while stored answers remain', async () => {
    const inTime = await paid('123')
    service.clock.advance(60 * second - 1)
    expect(await site.retrieve(inTime)).toMatchObject({ sealedStatus: 'available' })
    const late = await paid('123')
    service.clock.advance(60 * second)
    expect(await site.retrieve(late)).toMatchObject({ answers: kept, sealedAnswers: {}, sealedStatus: 'gone' })
  })

  test('that is gone can be requested in a second form that follows the first and asks only this question', async () => {
    const first = await paid('123')
    service.clock.advance(60 * second)
    await site.retrieve(first)
    const key = await createSealingKey()
    const { conversationId, formId: follows } = first
    const { sealingKey } = key
    const form = await site.openForm({
      conversationId,
      templateId: 'card-payment',
      sealingKey,
      only: [codeId],
      follows,
    })
    const again = await submitSealed(form, '4321', key, {})
    const reply = await site.retrieve(again)
    expect(reply).toMatchObject({ answers: {}, sealedStatus: 'available' })
    expect(await codeIn(reply, again)).toBe('4321')
    expect(await site.agent.reply('get-form', { path: { formId: again.formId } })).toMatchObject({
      follows: first.formId,
      status: 'retrieved',
    })
  })

  test('abuse 37: with 3 digits has the same sealed size as an answer with 4 digits', async () => {
    const sizes = new Set<number>()
    for (const code of ['123', '1234']) {
      const { sealedAnswers } = await site.retrieve(await paid(code))
      sizes.add(JSON.stringify(sealedAnswers).length)
    }
    expect(sizes.size).toBe(1)
  })

  test('in a refused submission is not stored', async () => {
    const key = await createSealingKey()
    const form = await site.openForm({ templateId: 'card-payment', sealingKey: key.sealingKey })
    const wrong = { ...answers, 'card-number': '4111111111111112' }
    await expect(submitSealed(form, '999', key, wrong)).rejects.toThrow('422')
    const again = await submitSealed(form, '739', key)
    expect(await codeIn(await site.retrieve(again), again)).toBe('739')
  })

  test('is sealed to the sealing key in the resend-form request, or to the earlier key if the request has none', async () => {
    const [first, second] = [await createSealingKey(), await createSealingKey()]
    const form = await site.sendForm({ templateId: 'card-payment', sealingKey: first.sealingKey })
    for (const [body, sealingKey] of [
      [{}, first.sealingKey],
      [{ sealingKey: second.sealingKey }, second.sealingKey],
    ] as const) {
      const { openKey } = await site.agent.reply('resend-form', { path: { formId: form.formId }, body })
      expect(replyIn(await site.attempt.open(openKey))).toMatchObject({ sealingKey })
    }
  })
})
