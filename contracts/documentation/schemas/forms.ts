/** The names and descriptions of forms, as agents and visitors see them. */
import { FormEventMessage, QuestionStates } from '../../events.ts'
import { FormContext } from '../../form-context.ts'
import { FormView, SentForm } from '../../form-view.ts'
import { RequestedContext } from '../../requested-context.ts'
import { HistoryEntry } from '../../steps/list-history.ts'
import { resumeForm } from '../../steps/resume-form.ts'
import { BriefForm, EndedForm, OpenedForm, SubmittedForm } from '../../visitor-form.ts'
import { named } from '../named-schema.ts'

const amount = 'The amount to pay or to confirm, with its currency. Absent if none was stated.'

const status = {
  description:
    '`sent`: not opened yet. `opened`: bound to one browser. `submitted`: the answers are stored. `retrieved`: the sender has read them. `declined`: by the visitor. `cancelled`: by the sender. `expired`: the time ran out before the submission.',
} as const

export const forms = [
  named('FormStatus', FormView.shape.status, status),
  named('FormStatus', FormEventMessage.shape.status, status),
  named('Form', FormView, {
    description: 'The state of a form, as agents see it. It never contains an answer.',
    fields: {
      status:
        'The state of the form now. `retrieved`: the sender has read the answers at least once. `expired` is derived from `expiresAt`. A closed conversation or an erasure does not change it.',
      openedAt: 'When the visitor’s browser opened the form. Absent before that, and after the form is sent again.',
      retrievedAt: 'When the sender first retrieved the answers. Absent before that.',
      submissionId:
        'The token of the answers. Only the sender sees it. Absent before the submission, and after the conversation is closed or the answers are erased.',
    },
  }),
  named('SentForm', SentForm, {
    description: 'A form that was just sent or sent again. No other reply contains the open key.',
    fields: {
      status: 'Always `sent`.',
      openKey: 'The one-time key that opens the form in one browser: `sfo_` and 43 base64url characters.',
      openKeyExpiresAt:
        'When the open key expires. The site’s `openKeySeconds` after the form was sent; 300 seconds by default.',
      link: {
        description:
          'The URL of the visitor’s page, with the open key as its fragment. If there is a sealing key, the agent’s tab appends `.` and the fingerprint.',
        format: 'uri',
      },
    },
  }),
  named('FormContext', FormContext, {
    description:
      'What a form is for. The visitor and the agents see it. The link’s fingerprint covers it, so a change in transit is detected.',
    fields: {
      purpose: 'One line of plain text, 1 to 200 characters. Absent if none was stated.',
      reference: 'The brand’s own reference: 1 to 64 printable ASCII characters. Absent if none was stated.',
      amount,
    },
  }),
  named('Amount', FormContext.shape.amount.def.innerType, {
    description: 'An amount of money, with exactly the decimals of its currency.',
    fields: {
      value: 'A decimal number with a dot, such as `120.00`. It has the decimals that ISO 4217 gives the currency.',
      currency: 'The currency: three capital letters of ISO 4217.',
    },
  }),
  named('RequestedContext', RequestedContext, {
    description:
      'What the form is for. At least one of the three fields is required, otherwise `context` is `required`. It cannot be changed later, and a resend keeps it.',
    fields: {
      purpose:
        'One line of plain text for the visitor, 1 to 200 characters. A run of 12 to 19 digits that passes the check digit of cards is `bad-format`.',
      reference:
        'The brand’s own reference, 1 to 64 printable ASCII characters. A run of 12 to 19 digits that passes the check digit of cards is `bad-format`.',
      amount: 'The amount to pay or to confirm, with its currency. Optional.',
    },
  }),
  named('RequestedAmount', RequestedContext.shape.amount.def.innerType, {
    description: 'An amount of money. Each amount has exactly one spelling.',
    fields: {
      value:
        'Up to nine digits without leading zeros, then exactly the decimals of the currency: none for JPY, two for EUR, three for KWD. Other decimals are `bad-format`.',
      currency: 'The currency: an active code of ISO 4217.',
    },
  }),
  named('OpenedForm', OpenedForm, {
    description: 'An open form, with its texts in one language. Only the browser that opened the form gets it.',
    fields: {
      template: 'The questions that the form asks and its other texts, each in one language.',
      sealingKey:
        'The public key with which the page seals answers that are off the record: 87 base64url characters. Absent if the form was sent without one.',
      status: 'Always `opened`.',
    },
  }),
  named('SubmittedForm', SubmittedForm, {
    description: 'The receipt of a form whose answers are stored. It stays available after the conversation is closed.',
    fields: {
      status: 'Always `submitted`, also after the agent has retrieved the answers.',
      submissionId: 'The token of the answers. The page derives the receipt number from its first 40 bits.',
      submittedAt: 'When the answers were stored.',
    },
  }),
  named('EndedForm', EndedForm, {
    description: 'A form that ended without answers. Only the browser that opened the form gets it.',
    fields: {
      status: 'How it ended. `closed`: its conversation was closed. `expired`: its time ran out.',
    },
  }),
  named('BriefForm', BriefForm, {
    description: 'The status of a form alone, for a page that polls it. Returned if the request has `"brief": true`.',
    fields: { status: 'The state of the form now. `closed`: its conversation was closed before it was submitted.' },
  }),
  named('ResumedForm', resumeForm.reply, {
    description:
      'One of four shapes. The request and `status` decide which: with `"brief": true` always `BriefForm`, otherwise `opened` is `OpenedForm`, `submitted` is `SubmittedForm`, and every other status is `EndedForm`.',
  }),
  named('QuestionStates', QuestionStates, {
    description:
      'The state of each question by its id, without the answer. `empty`: not filled in. `valid` or `invalid`: filled in, and whether the page accepts it.',
  }),
  named('HistoryEntry', HistoryEntry, {
    description: 'A stored submission of a closed conversation, with ids and times but no answers.',
    fields: { submittedAt: 'When the answers were stored.' },
  }),
]
