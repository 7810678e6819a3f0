/** One form with every record that belongs to it, under unique ids. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  AgentId,
  ConversationId,
  FormId,
  Locale,
  QuestionId,
  SiteId,
  SubmissionId,
  TemplateId,
} from '../../contracts/identifiers.ts'
import { SiteSettings } from '../../contracts/site-settings.ts'
import { TemplateDraft } from '../../contracts/template.ts'
import type { ConversationRecord } from '../../lambdas/core/conversations/conversation.ts'
import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import type { PersonRecord } from '../../lambdas/core/people/person.ts'
import type { SessionRecord } from '../../lambdas/core/people/session.ts'
import { bankAccount } from '../../lambdas/core/templates/shipped/bank-account.ts'
import { personSubject } from '../../lambdas/pci-zone/person-subject.ts'
import type {
  DataKeyRecord,
  NewSubmission,
  ReleaseTransaction,
  StoreTransaction,
  SubmissionRecord,
} from '../../lambdas/pci-zone/vault/submissions.ts'
import type { SubmissionEvent } from '../../lambdas/pci-zone/vault/vault-transaction.ts'

export const newHash = (): string => hashOf(randomBytes(16).toString('hex'))
export const newClaimant = (): string => randomBytes(16).toString('base64url')
export const newFormId = (): FormId => FormId.parse(randomUUID())

const issuer = 'https://issuer.example/pool#1'

export function newSampleRecords(now: number) {
  const siteId = SiteId.parse(`site-${randomBytes(6).toString('hex')}`)
  const conversationId = ConversationId.parse(`chat:${randomBytes(6).toString('hex')}`)
  const agentId = AgentId.parse('agent-7')
  const templateId = TemplateId.parse('bank-account')
  const formId = newFormId()
  const submissionId = SubmissionId.parse(randomUUID())
  const visitorHash = newHash()
  const person = { siteId, issuer, subject: agentId }

  const conversation: ConversationRecord = {
    siteId,
    conversationId,
    state: 'active',
    agentId,
    agentIssuer: issuer,
    visitorRef: 'visitor 12',
    openedAt: now - 60_000,
  }
  /** Opened by the visitor, not submitted yet. */
  const form: FormRecord = {
    formId,
    siteId,
    conversationId,
    templateId,
    templateVersion: 3,
    sender: { issuer, subject: agentId },
    state: 'opened',
    generation: 2,
    settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths: 13 },
    locale: Locale.parse('de'),
    only: [QuestionId.parse('iban')],
    context: { purpose: 'Rent', amount: { value: '850.00', currency: 'EUR' } },
    contextHash: 'c'.repeat(43),
    sealingKey: 'a-public-key',
    visitorHash,
    sentAt: now - 50_000,
    openedAt: now - 40_000,
    expiresAt: now + 60_000,
  }
  const submitted: FormRecord = { ...form, state: 'submitted', submittedAt: now - 10_000, submissionId }
  const bound = { siteId, conversationId, formId, generation: form.generation, expiresAt: now + 30_000 }
  const openKey: KeyRecord = { ...bound, keyHash: newHash(), action: 'open' }
  const submitKey: KeyRecord = { ...bound, keyHash: newHash(), action: 'submit', subject: visitorHash }
  const retrieveKey: KeyRecord = {
    ...{ ...bound, keyHash: newHash(), action: 'retrieve', submissionId },
    subject: personSubject(person),
  }
  const session: SessionRecord = { sessionHash: newHash(), ...person, lastSeenAt: now - 5_000 }
  const known: PersonRecord = {
    ...person,
    enabled: true,
    profile: 'agent',
    failedSignIns: 0,
    lastSignInAt: now - 9_000,
  }
  const event: SubmissionEvent = {
    event: 'form-submitted',
    actor: 'visitor',
    outcome: 'done',
    siteId,
    conversationId,
    formId,
    submissionId,
  }
  const content: NewSubmission = {
    templateId,
    templateVersion: 3,
    sender: form.sender,
    submittedAt: now,
    expiresAt: now + 1_000_000,
    sealedQuestions: [QuestionId.parse('card-code')],
    message: new Uint8Array(randomBytes(300)),
  }
  const submission: SubmissionRecord = { ...content, submissionId, siteId, conversationId, formId }
  const dataKey: DataKeyRecord = {
    submissionId,
    siteId,
    expiresAt: submission.expiresAt,
    wrappedKey: new Uint8Array(randomBytes(184)),
  }
  const site = SiteSettings.parse({ siteId, name: 'A brand', profiles: { trainee: ['secure-form:use'] } })
  const template = TemplateDraft.parse({ ...bankAccount, templateId })

  /** The transaction that stores the submission of these records. */
  const store: StoreTransaction = {
    event,
    sentAt: form.sentAt,
    key: { keyHash: submitKey.keyHash, claimant: newClaimant() },
    generation: form.generation,
    visitorHash,
    submission: content,
    wrappedKey: dataKey.wrappedKey,
    after: undefined,
    now,
  }
  /** The transaction that releases it to its sender. */
  const release: ReleaseTransaction = {
    event: { ...event, event: 'submission-retrieved', actor: `agent:${agentId}`, outcome: 'released' },
    sentAt: form.sentAt,
    key: { keyHash: retrieveKey.keyHash, claimant: newClaimant() },
    generation: form.generation,
    session: { sessionHash: session.sessionHash, seenAfter: now - 900_000 },
    person: { issuer, subject: agentId, signedInAt: now - 20_000 },
    after: undefined,
    now,
  }
  return {
    now,
    siteId,
    visitorHash,
    conversation,
    form,
    submitted,
    openKey,
    submitKey,
    retrieveKey,
    session,
    person,
    known,
    submission,
    dataKey,
    event,
    site,
    template: { ...template, templateId },
    store,
    release,
  }
}

export type SampleRecords = ReturnType<typeof newSampleRecords>
