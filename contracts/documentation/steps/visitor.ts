import type * as z from 'zod/mini'
import { declineForm } from '../../steps/decline-form.ts'
import { extendForm } from '../../steps/extend-form.ts'
import { issueSubmitKey } from '../../steps/issue-submit-key.ts'
import { openForm } from '../../steps/open-form.ts'
import { reportProgress } from '../../steps/report-progress.ts'
import { resumeForm } from '../../steps/resume-form.ts'
import { submitForm } from '../../steps/submit-form.ts'
import type { OpenedForm } from '../../visitor-form.ts'
import type { LocalisedQuestion } from '../../visitor-template.ts'
import { bankAnswers, context, example } from '../examples.ts'
import { documented } from '../step-documentation.ts'

const { formId, visitorSecret } = example
const bound = { formId, visitorSecret }
const formOfBrowser = { formId: 'The form that this browser opened. A UUID.' }

const notOpen =
  'The form is unknown, not open, bound to another browser, sent again since, erased, or its conversation is closed.'
const answered = 'The answers are already stored: the form is submitted or retrieved.'
const asLong = 'By default 30 minutes.'

const question: z.input<typeof LocalisedQuestion> = {
  id: 'iban',
  type: 'iban',
  label: 'IBAN',
  hint: 'Printed on your bank card or statement.',
  required: true,
  masked: true,
  offTheRecord: false,
}

const opened: z.input<typeof OpenedForm> = {
  formId,
  siteName: 'Acme',
  template: {
    id: 'bank-account',
    version: 1,
    title: 'Bank account',
    locale: 'en',
    questions: [question],
    theme: {},
  },
  status: 'opened',
  expiresAt: example.expiresAt,
  context,
}

export const visitor = {
  'open-form': documented(openForm, {
    tag: 'Visitor',
    description:
      'Opens the form and binds it to the browser that made `visitorSecret`. The open key is then used up. The same browser may repeat the request with the same key and secret until the key expires.',
    body: {
      openKey: 'The part of the link after `#` and before `.`: `sfo_` and 43 base64url characters.',
      visitorSecret:
        'A secret that the browser has just generated: 256 random bits as 43 base64url characters. It proves later that this browser opened the form.',
    },
    refusals: {
      'not-available':
        'The key is unknown, expired or used by another browser, or the form was sent again, cancelled, closed or erased.',
      'too-many-requests':
        'The form was opened 60 times in this hour, or the address had 2,000 keys refused in this minute.',
    },
    example: { body: { openKey: example.openKey, visitorSecret }, reply: opened },
  }),
  'resume-form': documented(resumeForm, {
    tag: 'Visitor',
    description:
      'Returns the form to the browser that opened it: the open form, its receipt, or how it ended. The first of these that applies decides: erased, sent again or another browser (404); submitted or retrieved (the receipt, even if closed since); declined; cancelled; closed; expired.\n\nAfter a lost reply or a 503 of another operation, this shows whether it took effect.',
    body: {
      ...formOfBrowser,
      brief: 'If `true`, the reply has only `formId` and `status`, for a page that polls. `false` by default.',
    },
    refusals: { 'not-available': 'The form is unknown, erased, sent again since, or bound to another browser.' },
    example: { body: bound, reply: opened },
  }),
  'extend-form': documented(extendForm, {
    tag: 'Visitor',
    description: `Gives the visitor more time: \`expiresAt\` becomes now plus the \`formMinutes\` of the site. ${asLong} It can be repeated, but \`expiresAt\` is never more than 24 hours after the form was opened.`,
    body: formOfBrowser,
    refusals: {
      'not-available': notOpen,
      'too-many-requests': 'The form was extended 120 times in this hour.',
    },
    example: { body: bound, reply: { formId, expiresAt: example.expiresAt } },
  }),
  'report-progress': documented(reportProgress, {
    tag: 'Visitor',
    description:
      'Reports to the agent’s open tabs which questions are filled in, without the answers. The report is pushed as `form-progress` and never stored. If no tab is open, it has no effect.',
    body: {
      ...formOfBrowser,
      questions: 'The state of up to 100 questions by their ids. Questions that are not named stay as last reported.',
    },
    refusals: {
      'not-available': notOpen,
      'too-many-requests': 'The form had 600 reports in this hour.',
    },
    fieldRules: [
      ['questions', 'bad-format', 'It has more than 100 entries.'],
      ['questions.<question id>', 'unknown', 'The form does not ask this question.'],
    ],
    example: { body: { ...bound, questions: { 'account-holder': 'valid', iban: 'invalid' } }, reply: {} },
  }),
  'issue-submit-key': documented(issueSubmitKey, {
    tag: 'Visitor',
    description:
      'Issues a one-time key for `submit-form`. Ask for it only when the visitor presses *Send*, because it is valid only for seconds. Each submission needs its own key; several may be valid at once.',
    body: formOfBrowser,
    reply: {
      submitKey: 'The one-time key: `sfs_` and 43 base64url characters. Never log it.',
      expiresAt: 'When the key expires: after the `submitKeySeconds` of the site, 30 seconds by default.',
    },
    refusals: {
      'not-available': notOpen,
      conflict: answered,
      'too-many-requests': 'The form had 60 submit keys in this hour.',
    },
    example: { body: bound, reply: { submitKey: example.submitKey, expiresAt: '2026-12-01T09:34:12.000Z' } },
  }),
  'submit-form': documented(submitForm, {
    tag: 'Visitor',
    description:
      'Stores the answers and returns the token that stands for them. The submit key is used up if and only if they are stored. A refusal because of the answers does not use it up.\n\nEvery answer is a string, and `""` means unanswered. Each question type has a format, and the service stores its canonical form: the digits of a card number, an IBAN without spaces, `MM/YY`, `YYYY-MM-DD`. An answer that is off the record belongs into `sealedAnswers`. The associated data of a sealed answer is the form’s id, the template’s version and the question’s id, each on a line of its own, and the context’s hash on a fourth line if there is a context.',
    body: {
      ...formOfBrowser,
      submitKey: 'The key from `issue-submit-key`: `sfs_` and 43 base64url characters.',
      answers:
        'The answers by question id, at most 100. Only for questions that the form asks and that are not off the record.',
      sealedAnswers:
        'The sealed answers by question id, at most 100. Only for questions that the form asks and that are off the record.',
    },
    reply: {
      submissionId: 'The token that stands for the answers. A UUID.',
      submittedAt: 'When the answers were stored.',
    },
    refusals: {
      'not-available':
        'The key is unknown, expired, used or of another form or browser, or the form is no longer open. A repeat with the same key gets this, too.',
      conflict: 'The answers are already stored, and this key was not used. It stays valid.',
      'too-many-requests': 'The address had 2,000 keys refused in this minute.',
    },
    fieldRules: [
      ['answers.<question id>', 'required', 'The question is required, and its answer is missing or `""`.'],
      [
        'answers.<question id>',
        'bad-format',
        'The answer does not have the format of its question type, or a date is after `latest`.',
      ],
      ['answers.<question id>', 'bad-checksum', 'The check digits of a card number or an IBAN are wrong.'],
      [
        'answers.<question id>',
        'too-short',
        'The stored form is shorter than the type’s minimum or `minLength`. Also `too-long`.',
      ],
      [
        'answers.<question id>',
        'not-an-option',
        'The answer is not the `value` of an option, or neither `yes` nor `no`.',
      ],
      ['answers.<question id>', 'past', 'A card has expired, or a date is before `earliest`.'],
      ['answers.<question id>', 'must-be-sealed', 'The question is off the record. Even `""` is refused.'],
      [
        'sealedAnswers.<question id>',
        'required',
        'The question is required and off the record, and its sealed answer is missing.',
      ],
      ['sealedAnswers.<question id>', 'must-not-be-sealed', 'The question is not off the record.'],
      ['answers.<question id>', 'unknown', 'The form does not ask this question. The same applies to `sealedAnswers`.'],
      ['answers', 'bad-format', 'It has more than 100 entries. The same applies to `sealedAnswers`.'],
    ],
    example: {
      body: { ...bound, submitKey: example.submitKey, answers: bankAnswers },
      reply: { submissionId: example.submissionId, submittedAt: example.submittedAt },
    },
  }),
  'decline-form': documented(declineForm, {
    tag: 'Visitor',
    description:
      'The visitor chooses not to answer. The agent sees the status `declined` and may send the form again. Repeating the request has no further effect.',
    body: formOfBrowser,
    reply: { formId: 'The same form as in the body.', status: 'Always `declined`.' },
    refusals: { 'not-available': notOpen, conflict: answered },
    example: { body: bound, reply: { formId, status: 'declined' } },
  }),
}
