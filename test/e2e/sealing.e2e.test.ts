import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FormId, QuestionId } from '../../contracts/identifiers.ts'
import { SealedAnswer } from '../../contracts/sealing.ts'
import { type AgentSealingKey, createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import { type Reply, statusAndCode, textField } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { newScene, newSecret, type OpenedForm, type Scene, type SubmittedForm } from './scene.ts'

let target: LocalService
let scene: Scene

const second = 1_000

beforeAll(async () => {
  target = await startMemoryService()
  scene = await newScene(target)
})

afterAll(async () => {
  await target.close()
})

const codeId = QuestionId.parse('card-verification-code')
const answers = { 'cardholder-name': 'Ada', 'card-number': '4111 1111 1111 1111', 'card-expiry': '12/30' }
const kept = { 'cardholder-name': 'Ada', 'card-number': '4111111111111111', 'card-expiry': '12/30' }

interface Paid extends SubmittedForm {
  readonly key: AgentSealingKey
}

const submitSealed = async (form: OpenedForm, code: string, key: AgentSealingKey, stored: object): Promise<Paid> => {
  const place = { formId: FormId.parse(form.formId), templateVersion: 1, questionId: codeId }
  const sealed = await sealAnswer(code, { sealingKey: key.sealingKey, ...place })
  const submitKey = await scene.submitKeyFor(form)
  const reply = await scene.submitWith(form, submitKey, stored, { sealedAnswers: { [codeId]: sealed } })
  return { ...form, submitKey, submissionId: textField(reply, 'submissionId'), key }
}

const paid = async (code: string): Promise<Paid> => {
  const key = await createSealingKey()
  const form = await scene.opened({ templateId: 'card-payment', sealingKey: key.sealingKey })
  return await submitSealed(form, code, key, answers)
}

const codeIn = (reply: Reply, { key, formId }: Paid): Promise<string> =>
  key.open(SealedAnswer.parse(Object(Object(reply.body).sealedAnswers)[codeId]), {
    formId: FormId.parse(formId),
    templateVersion: 1,
    questionId: codeId,
  })

describe('an off-the-record answer', () => {
  test('goes from the visitor’s page to the agent’s tab, which alone can open it', async () => {
    const form = await paid('739')
    const reply = await scene.retrieved(form)
    expect(reply.body).toMatchObject({ answers: kept, sealedStatus: 'available' })
    expect(await codeIn(reply, form)).toBe('739')
    const stranger = await createSealingKey()
    await expect(codeIn(reply, { ...form, key: stranger })).rejects.toThrow('cannot be opened')
  })

  test('is shown to the visitor’s page with the key that the agent sent', async () => {
    const { sealingKey } = await createSealingKey()
    const { openKey } = await scene.sent({ templateId: 'card-payment', sealingKey })
    expect((await scene.open(openKey, newSecret())).body).toMatchObject({ sealingKey })
  })

  test('is read once', async () => {
    const form = await paid('123')
    await scene.retrieved(form)
    const again = await scene.retrieved(form)
    expect(again.body).toMatchObject({ answers: kept, sealedAnswers: {}, sealedStatus: 'gone' })
  })

  test('abuse 24: is gone after the holding’s seconds, and the stored ones are not', async () => {
    const inTime = await paid('123')
    target.clock.advance(60 * second - 1)
    expect((await scene.retrieved(inTime)).body).toMatchObject({ sealedStatus: 'available' })
    const late = await paid('123')
    target.clock.advance(60 * second)
    expect((await scene.retrieved(late)).body).toMatchObject({ answers: kept, sealedAnswers: {}, sealedStatus: 'gone' })
  })

  test('that is gone is asked again alone, in a form that follows the first', async () => {
    const first = await paid('123')
    target.clock.advance(60 * second)
    await scene.retrieved(first)
    const key = await createSealingKey()
    const body = { templateId: 'card-payment', sealingKey: key.sealingKey, only: [codeId], follows: first.formId }
    const form = await scene.opened(body)
    const again = await submitSealed(form, '4321', key, {})
    const reply = await scene.retrieved(again)
    expect(reply.body).toMatchObject({ answers: {}, sealedStatus: 'available' })
    expect(await codeIn(reply, again)).toBe('4321')
    const view = await scene.request('GET', `/v1/forms/${again.formId}`, { token: scene.agent })
    expect(view.body).toMatchObject({ follows: first.formId, status: 'retrieved' })
  })

  test('abuse 37: of any short length looks the same', async () => {
    const sizes = new Set<number>()
    for (const code of ['123', '1234']) {
      const reply = await scene.retrieved(await paid(code))
      sizes.add(JSON.stringify(Object(reply.body).sealedAnswers).length)
    }
    expect(sizes.size).toBe(1)
  })

  test('of a refused submission is not kept', async () => {
    const key = await createSealingKey()
    const form = await scene.opened({ templateId: 'card-payment', sealingKey: key.sealingKey })
    const wrong = { ...answers, 'card-number': '4111111111111112' }
    await expect(submitSealed(form, '999', key, wrong)).rejects.toThrow('422')
    const again = await submitSealed(form, '739', key, answers)
    expect(await codeIn(await scene.retrieved(again), again)).toBe('739')
  })

  test('needs a key of the agent’s tab, when the form is sent', async () => {
    expect(statusAndCode(await scene.send({ templateId: 'card-payment' }))).toBe('422 not-valid')
    expect(statusAndCode(await scene.send({ templateId: 'card-payment', only: ['card-number'] }))).toBe('201 done')
  })

  test('after resend-form goes to the new tab’s key, or to the same one when none is named', async () => {
    const [first, second] = [await createSealingKey(), await createSealingKey()]
    const form = await scene.sent({ templateId: 'card-payment', sealingKey: first.sealingKey })
    for (const [body, sealingKey] of [
      [{}, first.sealingKey],
      [{ sealingKey: second.sealingKey }, second.sealingKey],
    ] as const) {
      const resent = await scene.post(`/v1/forms/${form.formId}/resend`, body, scene.agent)
      expect((await scene.open(textField(resent, 'openKey'), newSecret())).body).toMatchObject({ sealingKey })
    }
  })
})
