import { describe, expect, test } from 'vitest'
import { FormId, QuestionId, SubmissionId, TemplateId } from '../../../contracts/identifiers.ts'
import { VisitorSecret } from '../../../contracts/one-time-key.ts'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import type { Reply } from '../../../widgets/shared/api-client.ts'
import { createSendAnswers, type SendAnswersPorts } from '../../../widgets/visitor/send-answers.ts'

const formId = FormId.parse('2b1f4c1e-7f0a-4c39-9a57-3f0f1f6f8a11')
const cvv = QuestionId.parse('card-verification-code')
const card = QuestionId.parse('card-number')
const submissionId = SubmissionId.parse('9d3f4c1e-7f0a-4c39-9a57-3f0f1f6f8a22')
const visitorSecret = VisitorSecret.parse(`${'v'.repeat(42)}A`)
const key = await createSealingKey()

const form = {
  formId,
  siteName: 'Acme',
  template: { id: TemplateId.parse('card-payment'), version: 3, title: 'Card', locale: 'en', questions: [], theme: {} },
  sealingKey: key.sealingKey,
  status: 'opened' as const,
  expiresAt: '2026-06-01T12:00:00.000Z',
}
const arrived = { formId, siteName: 'Acme', status: 'submitted', submissionId, submittedAt: '2026-06-01T12:00:00.000Z' }
const sheet = {
  answers: new Map([[card, '4111111111111111']]),
  toSeal: new Map([[cvv, '737']]),
  errors: new Map(),
}

const done = (value: unknown): Reply<unknown> => ({ outcome: 'done', value })
const refused = (code: 'not-available' | 'conflict' | 'too-many-requests' | 'too-large'): Reply<unknown> => ({
  outcome: 'refused',
  code,
  errors: [],
})
const unclear: Reply<unknown> = { outcome: 'unclear' }
const issued = done({ submitKey: `sfs_${'k'.repeat(42)}A`, expiresAt: '2026-06-01T12:00:30.000Z' })

/** A service that gives the replies of a test one after the other, and records the requests. */
const serviceReplying = (replies: Readonly<Record<string, readonly Reply<unknown>[]>>) => {
  const asked: { step: string; body: unknown }[] = []
  const left = new Map(Object.entries(replies).map(([step, answers]) => [step, [...answers]]))
  const call: SendAnswersPorts['call'] = async (step, { body }) => {
    asked.push({ step: step.name, body })
    const reply = left.get(step.name)?.shift() ?? unclear
    return reply.outcome === 'done' ? { outcome: 'done', value: step.reply.parse(reply.value) } : reply
  }
  const send = createSendAnswers({ call, pause: async () => {} })
  return { asked, send: (opened = form) => send({ form: opened, visitorSecret }, sheet) }
}

describe('pressing Send', () => {
  test('sends nothing if the answers cannot be sealed, for example because the code for it cannot be loaded', async () => {
    const { asked, send } = serviceReplying({})
    expect(await send({ ...form, sealingKey: 'not a key' })).toEqual({ result: 'not-arrived' })
    expect(asked).toEqual([])
  })

  test('requests a submit key, uses it immediately, and returns a receipt', async () => {
    const { asked, send } = serviceReplying({
      'issue-submit-key': [issued],
      'submit-form': [done({ submissionId, submittedAt: arrived.submittedAt })],
    })
    expect(await send()).toEqual({ result: 'arrived', receipt: arrived })
    expect(asked.map(({ step }) => step)).toEqual(['issue-submit-key', 'submit-form'])
  })

  test('sends off-the-record answers only in sealed form, for the agent’s key', async () => {
    const { asked, send } = serviceReplying({ 'issue-submit-key': [issued], 'submit-form': [unclear] })
    await send()
    expect(JSON.stringify(asked)).not.toContain('737"')
    const [, submitted] = asked
    expect(submitted?.body).toMatchObject({
      answers: { 'card-number': '4111111111111111' },
      sealedAnswers: { 'card-verification-code': { enc: expect.any(String), ciphertext: expect.any(String) } },
    })
  })

  test('returns the errors from the service for each field', async () => {
    const errors = [{ field: 'answers.card-number', code: 'bad-checksum' }] as const
    const { send } = serviceReplying({
      'issue-submit-key': [issued],
      'submit-form': [{ outcome: 'refused', code: 'not-valid', errors }],
    })
    expect(await send()).toEqual({ result: 'wrong', errors })
  })

  test.each([
    ['too-many-requests', 'later'],
    ['too-large', 'too-large'],
  ] as const)('reports that the answers did not arrive if the service refuses them as %s', async (code, result) => {
    const { asked, send } = serviceReplying({ 'issue-submit-key': [issued], 'submit-form': [refused(code)] })
    expect(await send()).toEqual({ result })
    expect(asked.map(({ step }) => step)).not.toContain('resume-form')
  })
})

describe('a reply that is lost or unclear', () => {
  test('leads to a receipt if the answers arrived', async () => {
    const { send } = serviceReplying({
      'issue-submit-key': [issued],
      'submit-form': [unclear],
      'resume-form': [unclear, done(arrived)],
    })
    expect(await send()).toEqual({ result: 'arrived', receipt: arrived })
  })

  test('is reported as not arrived if the form is still open', async () => {
    const { send } = serviceReplying({
      'issue-submit-key': [issued],
      'submit-form': [unclear],
      'resume-form': [done(form)],
    })
    expect(await send()).toEqual({ result: 'not-arrived' })
  })

  test('is reported as unknown if the service cannot be reached', async () => {
    const { asked, send } = serviceReplying({ 'issue-submit-key': [issued] })
    expect(await send()).toEqual({ result: 'unknown' })
    expect(asked.filter(({ step }) => step === 'resume-form')).toHaveLength(3)
  })
})

describe('a refusal that depends on the form’s state', () => {
  test('leads to a receipt if another click or another tab has sent the answers', async () => {
    const { send } = serviceReplying({
      'issue-submit-key': [refused('conflict')],
      'resume-form': [done(arrived)],
    })
    expect(await send()).toEqual({ result: 'arrived', receipt: arrived })
  })

  test('is reported as not arrived if the submit key expired', async () => {
    const { send } = serviceReplying({
      'issue-submit-key': [issued],
      'submit-form': [refused('not-available')],
      'resume-form': [done(form)],
    })
    expect(await send()).toEqual({ result: 'not-arrived' })
  })

  test('is reported as the end of the form, with the outcome if the service returns it', async () => {
    const gone = { 'issue-submit-key': [refused('not-available')], 'resume-form': [refused('not-available')] }
    expect(await serviceReplying(gone).send()).toEqual({ result: 'over' })
    for (const status of ['declined', 'cancelled', 'closed', 'expired']) {
      const end = { formId, siteName: 'Acme', status }
      const ended = { ...gone, 'resume-form': [done(end)] }
      expect(await serviceReplying(ended).send()).toEqual({ result: 'over', end })
    }
  })
})
