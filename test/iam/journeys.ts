/** The journeys of forms, conversations and sites through every step, so that each grant of each function is used. */
import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import type { StepName } from '../../contracts/protocol.ts'
import { SiteSettings } from '../../contracts/site-settings.ts'
import type { Principal } from '../../lambdas/core/people/principal.ts'
import { backend, signIn } from './callers.ts'
import type { RecordedService, StepCall } from './recorded-service.ts'
import { tables } from './recorded-service.ts'

const newSecret = (): string => randomBytes(32).toString('base64url')

const newSealingKey = (): string => createECDH('prime256v1').generateKeys('base64url')

/** Valid answers to the shipped template `bank-account`. */
const bankAnswers = { 'account-holder': 'Ada Lovelace', iban: 'DE89370400440532013000', 'may-use-account': 'yes' }

const profiles = { manager: ['secure-form:view-history', 'form:observe'], observer: ['form:observe'] }

const { siteId: _, ...defaults } = SiteSettings.parse({ siteId: 'acme', name: 'Acme' })
export const siteSettings = { ...defaults, profiles }

export const template = {
  defaultLocale: 'en',
  title: { en: 'A' },
  questions: [{ id: 'a', type: 'text', label: { en: 'A' }, required: false, masked: false, offTheRecord: false }],
}

/** Calls that must succeed, and what they return. */
export function createScene(service: RecordedService, agentId = 'agent-7') {
  const { call, clock } = service
  const agent = signIn(clock.now(), agentId)
  const administrator = signIn(clock.now(), 'ada', 'administrator')

  const must = async (step: StepName, given: StepCall): Promise<Readonly<Record<string, unknown>>> => {
    const { status, body } = await call(step, given)
    if (status >= 300) throw new Error(`${step} returned ${status} ${JSON.stringify(body)}`)
    return body
  }
  const text = (body: Readonly<Record<string, unknown>>, name: string): string => {
    const value = body[name]
    if (typeof value !== 'string') throw new Error(`no ${name}`)
    return value
  }

  const conversation = async (more: object = {}): Promise<string> => {
    const conversationId = `chat-${randomUUID()}`
    const body = { agentId, visitorRef: 'visitor-1', ...more }
    await must('put-conversation', { principal: backend, path: { conversationId }, body })
    return conversationId
  }
  const send = async (conversationId: string, more: object = {}, principal: Principal = agent) => {
    const body = { templateId: 'bank-account', ...more }
    const sent = await must('send-form', { principal, path: { conversationId }, body })
    return { formId: text(sent, 'formId'), openKey: text(sent, 'openKey') }
  }
  const open = async ({ formId, openKey }: { formId: string; openKey: string }) => {
    const visitorSecret = newSecret()
    await must('open-form', { body: { openKey, visitorSecret } })
    return { formId, visitorSecret }
  }
  const submitKey = async (proof: { formId: string; visitorSecret: string }): Promise<string> =>
    text(await must('issue-submit-key', { body: proof }), 'submitKey')
  const submit = async (conversationId: string) => {
    const proof = await open(await send(conversationId))
    const body = { ...proof, submitKey: await submitKey(proof), answers: bankAnswers }
    return { ...proof, submissionId: text(await must('submit-form', { body }), 'submissionId') }
  }
  const retrieveKey = async (formId: string, principal: Principal = agent): Promise<string> =>
    text(await must('issue-retrieve-key', { principal, path: { formId } }), 'retrieveKey')

  return {
    ...service,
    agent,
    administrator,
    must,
    text,
    conversation,
    send,
    open,
    submit,
    submitKey,
    retrieveKey,
    bankAnswers,
  }
}

export type JourneyScene = ReturnType<typeof createScene>

/** One form from the first step to the last, and every way in which a form can end. */
export async function formJourneys(scene: JourneyScene): Promise<void> {
  const { agent, administrator, call, must, text, conversation, send, open, submit, submitKey, retrieveKey } = scene
  const principal = agent
  const conversationId = await conversation()
  const path = { conversationId }
  // A transfer, back again, and then another visitor.
  for (const agentId of ['agent-8', 'agent-7'])
    await must('put-conversation', { principal: backend, path, body: { agentId } })

  await must('put-conversation', {
    principal: backend,
    path,
    body: { agentId: 'agent-7', visitorRef: 'visitor-3' },
  })

  const first = await submit(conversationId)
  await must('send-form', {
    principal,
    path,
    body: {
      templateId: 'bank-account',
      follows: first.formId,
      locale: 'de',
      context: { purpose: 'Deposit' },
      only: ['iban'],
      sealingKey: newSealingKey(),
    },
  })
  await must('get-form', { principal, path: { formId: first.formId } })
  await must('list-forms', { principal, path })
  await must('resume-form', { body: { formId: first.formId, visitorSecret: first.visitorSecret } })
  const keys = [await retrieveKey(first.formId), await retrieveKey(first.formId)]
  const asked = { path: { submissionId: first.submissionId } }
  await must('retrieve-submission', { ...asked, principal, body: { retrieveKey: keys[0] } })
  // The second key is issued to another sign-in of the same agent.
  await must('retrieve-submission', {
    ...asked,
    principal: signIn(scene.clock.now(), 'agent-7'),
    body: { retrieveKey: keys[1] },
  })
  // Already spent.
  await call('retrieve-submission', { ...asked, principal, body: { retrieveKey: keys[0] } })

  const cancelled = await send(conversationId)
  await send(conversationId)
  await must('cancel-form', { principal, path: { formId: cancelled.formId } })
  await call('open-form', { body: { openKey: cancelled.openKey, visitorSecret: newSecret() } })
  await call('open-form', { body: { openKey: `sfo_${newSecret()}`, visitorSecret: newSecret() } })

  const opened = await open(await send(conversationId))
  await must('resume-form', { body: opened })
  await must('extend-form', { body: opened })
  await must('report-progress', { body: { ...opened, questions: { iban: 'valid' } } })
  // Another record in the chain, so that the hint of the form is stale.
  await send(conversationId)
  await must('decline-form', { body: opened })
  const declined = opened.formId
  await must('resend-form', { principal, path: { formId: declined }, body: { locale: 'de' } })

  // The chain grows between the two calls.
  const late = await open(await send(conversationId))
  const lateKey = await submitKey(late)
  await send(conversationId)
  await must('submit-form', { body: { ...late, submitKey: lateKey, answers: scene.bankAnswers } })
  await call('submit-form', { body: { ...late, submitKey: lateKey, answers: scene.bankAnswers } })

  await must('close-conversation', { principal: backend, path })
  const manager = signIn(scene.clock.now(), 'mia', 'manager')
  await must('list-history', { principal: manager, path })
  const view = { principal: manager, path: { submissionId: first.submissionId }, body: { reason: 'a complaint' } }
  await must('view-history', view)
  await must('list-audit', { principal: administrator, query: { conversationId } })
  const day = new Date(scene.clock.now()).toISOString()
  await must('list-audit', { principal: administrator, query: { from: day, to: day } })

  await erasures(scene)
  const erasure = await must('erase', { principal: administrator, body: { conversationId } })
  await must('get-erasure', { principal: administrator, path: { erasureId: text(erasure, 'erasureId') } })
}

/** By conversation, by submission, by visitor, and for a submission without its form. */
async function erasures({
  administrator: principal,
  must,
  conversation,
  submit,
  send,
  before,
  clock,
  unrecorded,
}: JourneyScene): Promise<void> {
  const conversationId = await conversation({ visitorRef: 'visitor-2' })
  const { submissionId } = await submit(conversationId)
  await send(conversationId)
  await must('preview-erasure', { principal, body: { submissionId } })
  await must('preview-erasure', { principal, body: { conversationId } })
  await must('preview-erasure', { principal, body: { visitorRef: 'visitor-2' } })
  await must('erase', { principal, body: { submissionId } })
  await must('erase', { principal, body: { visitorRef: 'visitor-2' } })

  // Another form is submitted while the erasure runs.
  const busy = await conversation()
  await submit(busy)
  before('erase', 'TransactWriteItems', async () => {
    clock.advance(1)
    await submit(busy)
  })
  await must('erase', { principal, body: { conversationId: busy } })

  const other = await conversation()
  const orphan = await submit(other)
  await unrecorded.documents.send(new DeleteCommand({ TableName: tables.forms, Key: { formId: orphan.formId } }))
  await must('erase', { principal, body: { conversationId: other } })

  const lost = await conversation()
  const swept = await submit(lost)
  await unrecorded.documents.send(
    new DeleteCommand({ TableName: tables.submissions, Key: { submissionId: swept.submissionId } }),
  )
  await must('erase', { principal, body: { conversationId: lost } })
}

/** The steps of an administrator. */
export async function administration({ administrator: principal, must }: JourneyScene): Promise<void> {
  await must('put-site', { principal, body: siteSettings })
  // More records than one transaction can hold.
  const many = Object.fromEntries(Array.from({ length: 98 }, (_all, index) => [`profile-${index}`, ['form:observe']]))
  await must('put-site', { principal, body: { ...siteSettings, profiles: { ...profiles, ...many } } })
  await must('patch-site', {
    principal,
    body: { profiles: Object.fromEntries(Object.keys(many).map((name) => [name, null])) },
  })
  await must('get-session', { principal })
  await must('get-site', { principal })
  await must('put-template', { principal, path: { templateId: 'spare' }, body: template })
  await must('put-template', { principal, path: { templateId: 'spare' }, body: template, ifMatch: '*' })
  await must('get-template', { principal, path: { templateId: 'spare' } })
  await must('list-templates', { principal })
  await must('delete-template', { principal, path: { templateId: 'spare' }, ifMatch: '"2"' })
  await must('delete-template', { principal, path: { templateId: 'spare' } })
  await must('put-person', { principal, path: { subject: 'agent-9' }, body: { enabled: true, profile: 'agent' } })
  await must('put-person', { principal, path: { subject: 'agent-9' }, body: { enabled: false } })
  await must('list-people', { principal })
  await must('get-openapi', {})
}
