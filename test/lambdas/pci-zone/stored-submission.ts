/** A submission of the shipped card payment template, stored as its form would have been, in a separate conversation. */
import {
  AgentId,
  ConversationId,
  FormId,
  QuestionId,
  SubmissionId,
  TemplateId,
} from '../../../contracts/identifiers.ts'
import { Template } from '../../../contracts/template.ts'
import type { ConversationRecord } from '../../../lambdas/core/conversations/conversation.ts'
import type { FormRecord } from '../../../lambdas/core/forms/form.ts'
import { cardPayment } from '../../../lambdas/core/templates/shipped/card-payment.ts'
import { monthsLater } from '../../../lambdas/core/time.ts'
import { submissionContext } from '../../../lambdas/pci-zone/vault/submission-context.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { acme, issuer, type SiteFixture } from '../site-fixture.ts'

export const clearAnswers: Readonly<Record<string, string>> = {
  'cardholder-name': 'Ada Lovelace',
  'card-number': '4111111111111111',
  'card-expiry': '12/39',
}

export interface StoredSubmissionOptions {
  readonly siteId?: typeof acme
  readonly conversationId?: string
  readonly state?: ConversationRecord['state']
  readonly visitorRef?: string
  readonly retentionMonths?: number
  readonly agent?: string
  readonly templateName?: string
  readonly version?: number
  readonly sealed?: readonly string[]
  readonly contextHash?: string
}

export async function storeSubmission(
  fixture: SiteFixture,
  {
    siteId = acme,
    conversationId: name = 'chat-1',
    state = 'closed',
    visitorRef,
    retentionMonths = 13,
    agent = 'agent-7',
    templateName = 'card-payment',
    version = 1,
    sealed = ['card-verification-code'],
    contextHash,
  }: StoredSubmissionOptions = {},
) {
  const { tables, clock, randomness } = fixture
  const { vault } = fixture.ports()
  const now = clock.now()
  const ids = {
    siteId,
    conversationId: ConversationId.parse(name),
    formId: FormId.parse(randomness.uuid()),
    submissionId: SubmissionId.parse(randomness.uuid()),
  }
  const { conversationId, formId, submissionId } = ids
  const agentId = AgentId.parse(agent)
  const templateId = TemplateId.parse(templateName)
  const template = Template.parse({ ...cardPayment, templateId, version })
  for (const version of ['latest', template.version] as const) {
    tables.templates.put(keyOf.template(siteId, templateId, version), { siteId, template, enabled: true })
  }
  const conversation: ConversationRecord = {
    ...{ siteId, conversationId, state, agentId, agentIssuer: issuer, openedAt: now },
    ...(visitorRef !== undefined && { visitorRef }),
    ...(state === 'closed' && { closedAt: now }),
  }
  const isNew = !tables.conversations.has(keyOf.conversation(conversation))
  if (isNew) tables.conversations.put(keyOf.conversation(conversation), conversation)

  const form: FormRecord = {
    ...{ formId, siteId, conversationId, templateId, templateVersion: template.version, generation: 1, submissionId },
    sender: { issuer, subject: agentId },
    ...(contextHash !== undefined && { contextHash }),
    state: 'submitted',
    settings: { submitKeySeconds: 30, formMinutes: 30, holdingSeconds: 60, retentionMonths },
    ...{ sentAt: now, openedAt: now, submittedAt: now, expiresAt: now + 1_800_000 },
    ...(state === 'closed' && { closedAt: now }),
  }
  tables.forms.put(formId, form)
  const expiresAt = monthsLater(now, retentionMonths)
  const described = {
    ...{ ...ids, templateId, templateVersion: template.version, sender: form.sender },
    ...{ submittedAt: now, expiresAt, sealedQuestions: sealed.map((id) => QuestionId.parse(id)) },
    ...(contextHash !== undefined && { contextHash }),
  }
  const context = submissionContext(described)
  const dataKey = await vault.generateDataKey(context)
  const { wrapped: wrappedKey } = dataKey
  const message = await vault.encrypt(clearAnswers, dataKey, context)
  tables.submissions.put(submissionId, { ...described, message })
  tables.dataKeys.put(submissionId, { submissionId, siteId, expiresAt, wrappedKey })
  return { ...ids, form, conversation }
}

export type StoredSubmission = Awaited<ReturnType<typeof storeSubmission>>
