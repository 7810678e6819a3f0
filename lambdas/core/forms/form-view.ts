import type { FormView, SentForm } from '../../../contracts/form-view.ts'
import { visitorPagePath } from '../../../contracts/pages.ts'
import type { MintedKey } from '../one-time-keys/one-time-key.ts'
import { timestamp } from '../time.ts'
import type { FormRecord } from './form.ts'
import { isEnded, statusOf } from './form-state.ts'

/**
 * Returns a form as agents see it. Only the sender sees the submission id. After the form is closed or erased, the
 * sender no longer sees this id.
 */
export const formView = (form: FormRecord, { isSender, now }: { isSender: boolean; now: number }): FormView => ({
  formId: form.formId,
  conversationId: form.conversationId,
  templateId: form.templateId,
  ...asked(form),
  agentId: form.sender.subject,
  status: statusOf(form, now),
  sentAt: timestamp(form.sentAt),
  expiresAt: timestamp(form.expiresAt),
  ...(form.openedAt === undefined ? {} : { openedAt: timestamp(form.openedAt) }),
  ...(form.submittedAt === undefined ? {} : { submittedAt: timestamp(form.submittedAt) }),
  ...(form.retrievedAt === undefined ? {} : { retrievedAt: timestamp(form.retrievedAt) }),
  ...(form.submissionId === undefined || !isSender || isEnded(form) ? {} : { submissionId: form.submissionId }),
  ...(form.follows === undefined ? {} : { follows: form.follows }),
  ...(form.context === undefined ? {} : { context: form.context }),
})

/** The fields that determine which questions the form asks. */
const asked = ({ templateVersion, only }: FormRecord): Pick<FormView, 'templateVersion' | 'only'> => ({
  templateVersion,
  ...(only === undefined ? {} : { only }),
})

/** Returns the reply to the agent who sent the form, the only reply that contains the open key. */
export const sentForm = (form: FormRecord, openKey: MintedKey, publicOrigin: string): SentForm => ({
  formId: form.formId,
  status: 'sent',
  ...asked(form),
  openKey: openKey.secret,
  openKeyExpiresAt: timestamp(openKey.record.expiresAt),
  expiresAt: timestamp(form.expiresAt),
  link: `${publicOrigin}${visitorPagePath(form.siteId)}#${openKey.secret}`,
})
