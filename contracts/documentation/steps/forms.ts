import { cancelForm } from '../../steps/cancel-form.ts'
import { getForm } from '../../steps/get-form.ts'
import { listForms } from '../../steps/list-forms.ts'
import { resendForm } from '../../steps/resend-form.ts'
import { sendForm } from '../../steps/send-form.ts'
import { context, example } from '../examples.ts'
import { documented } from '../step-documentation.ts'

const form = { formId: example.formId }
const conversation = { conversationId: example.conversationId }

const sent = {
  formId: example.formId,
  status: 'sent',
  templateVersion: 1,
  openKey: example.openKey,
  openKeyExpiresAt: '2026-12-01T09:35:00.000Z',
  expiresAt: example.expiresAt,
  link: `https://forms.example.com/form/${example.siteId}#${example.openKey}`,
} as const

const submitted = {
  formId: example.formId,
  conversationId: example.conversationId,
  templateId: 'bank-account',
  templateVersion: 1,
  agentId: example.agentId,
  status: 'submitted',
  sentAt: example.sentAt,
  expiresAt: example.expiresAt,
  openedAt: example.openedAt,
  submittedAt: example.submittedAt,
  submissionId: example.submissionId,
  context,
} as const

const sendsLimit = 'The site has sent its `sendsPerMinute` forms in this minute, 600 by default.'

export const forms = {
  'send-form': documented(sendForm, {
    tag: 'Forms',
    description:
      'Sends a form to the visitor of an active conversation that is assigned to the caller. The reply is the only one that contains the open key and the link.\n\nNot idempotent: each call sends another form. After a lost reply, list the forms, then cancel or resend the form.\n\nIf a question that the form asks is off the record, a `sealingKey` is required, and the agent’s tab appends `.` and the fingerprint to the link. The visitor’s page refuses such a form without a matching fingerprint. A backend has no open tab in which the agent could read those answers: it sends the form without these questions (`only`), or lets the agent send it in the panel (`suggested-template`).',
    body: {
      templateId: 'The template to send. A template that does not exist or is disabled is `unknown`.',
      templateVersion:
        'The version that the agent has seen, from 1 upwards. If it is not the latest one, the request is refused with `conflict` and nothing is sent.',
      locale:
        'The language of the form: a BCP 47 tag. The page uses this language, else its base language, else the default language of the template.',
      sealingKey:
        'The public key of the agent’s tab: 87 base64url characters, a point on the curve P-256. Required if a question that the form asks is off the record.',
      only: 'The ids of the questions to ask, 1 to 100. If absent, the form asks all questions of the template.',
      follows:
        'An earlier form of the same conversation that this one completes, for example to ask a lapsed card code again.',
      context: 'What the form is for. The visitor sees it before answering. It cannot be changed later.',
    },
    refusals: {
      'not-available':
        'The conversation is unknown, closed or not assigned to the caller, or `follows` names no form of this conversation.',
      conflict: '`templateVersion` is not the latest version. Nothing was sent.',
      'too-many-requests': sendsLimit,
    },
    fieldRules: [
      ['templateId', 'unknown', 'The site has no enabled template with this id.'],
      ['only.<index>', 'unknown', 'The template has no question with this id.'],
      ['sealingKey', 'required', 'A question that the form asks is off the record.'],
      ['context', 'required', 'The context has none of its three fields.'],
      ['context.purpose', 'bad-format', 'The text contains a card number. The same applies to `context.reference`.'],
      ['context.amount.value', 'bad-format', 'The value does not have exactly the decimals of its currency.'],
    ],
    example: {
      path: conversation,
      body: { templateId: 'bank-account', locale: 'en', context },
      reply: sent,
    },
  }),
  'list-forms': documented(listForms, {
    tag: 'Forms',
    description:
      'Lists the forms of a conversation in a fixed order, which is not that of time: sort by `sentAt`. The assigned agent and a person with `form:observe` see all of them. Another agent sees only the forms that they sent themselves. Only the sender of a form sees its `submissionId`.',
    reply: { forms: 'The forms that the caller may see, in a fixed order that is not that of time.' },
    refusals: {
      'not-available':
        'The conversation is unknown, or it is not assigned to the caller, who also sent no form in it and may not observe.',
    },
    fieldRules: [['cursor', 'bad-format', 'It was not issued for this list of this site.']],
    example: {
      path: conversation,
      query: { limit: '20' },
      reply: { forms: [submitted], cursor: example.cursor },
    },
  }),
  'get-form': documented(getForm, {
    tag: 'Forms',
    description:
      'Returns the state of a form. Its sender and a person with `form:observe` may read it. Only the sender sees `submissionId`. After a lost reply or a 503 of another operation, this shows whether it took effect.',
    refusals: { 'not-available': 'The form is unknown, or the caller is neither its sender nor an observer.' },
    example: { path: form, reply: submitted },
  }),
  'resend-form': documented(resendForm, {
    tag: 'Forms',
    description:
      'Sends the form again with a new open key and a new `expiresAt`. Every earlier key of the form and its binding to a browser become invalid. The template version, `only`, `follows` and the context stay.\n\nNot idempotent: each call invalidates the key of the previous one.',
    body: {
      sealingKey: 'A new public key of the agent’s tab: 87 base64url characters. If absent, the form keeps its key.',
      locale:
        'The language in which to send the form again: a BCP 47 tag. If absent, the form keeps its language. A tab that does not know the language must set one, because the fingerprint covers the labels.',
    },
    refusals: {
      'not-available':
        'The form is unknown, the caller did not send it, its conversation is closed or no longer assigned to the caller, or its answers are erased.',
      conflict: 'The form is submitted, retrieved or cancelled.',
      'too-many-requests': sendsLimit,
    },
    example: { path: form, body: {}, reply: sent },
  }),
  'cancel-form': documented(cancelForm, {
    tag: 'Forms',
    description:
      'Withdraws a form that has not been submitted. Its keys become invalid. Only the sender may do so. Repeating the request has no further effect.',
    reply: { formId: 'The same form as in the path.', status: 'Always `cancelled`.' },
    refusals: {
      'not-available': 'The form is unknown, the caller did not send it, or its conversation is closed.',
      conflict: 'The form is submitted, retrieved, declined or expired.',
    },
    example: { path: form, body: {}, reply: { formId: example.formId, status: 'cancelled' } },
  }),
}
