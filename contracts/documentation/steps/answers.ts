import { erase } from '../../steps/erase.ts'
import { getErasure } from '../../steps/get-erasure.ts'
import { issueRetrieveKey } from '../../steps/issue-retrieve-key.ts'
import { listHistory } from '../../steps/list-history.ts'
import { previewErasure } from '../../steps/preview-erasure.ts'
import { retrieveSubmission } from '../../steps/retrieve-submission.ts'
import { viewHistory } from '../../steps/view-history.ts'
import { bankAnswers, example } from '../examples.ts'
import { documented } from '../step-documentation.ts'

const { formId, submissionId, submittedAt, agentId, erasureId } = example
const entry = { submissionId, formId, templateId: 'bank-account', agentId, submittedAt } as const
const done = { erasureId, status: 'done', erasedSubmissions: 2, erasedAt: '2026-12-03T14:00:00.000Z' } as const

const masked = { 'account-holder': '••••', iban: 'DE••••3000', 'may-use-account': '••••' } as const

export const answers = {
  'issue-retrieve-key': documented(issueRetrieveKey, {
    tag: 'Submissions',
    description:
      'Issues a one-time key for `retrieve-submission` to the sender of the form. Several keys may be valid at once; each works once. A key ends with the sign-in to which it was issued.',
    reply: {
      submissionId: 'The token of the answers, for the path of `retrieve-submission`. A UUID.',
      retrieveKey: 'The one-time key: `sfr_` and 43 base64url characters. Never log it.',
      expiresAt: 'When the key expires: after the `retrieveKeySeconds` of the site, 60 seconds by default.',
    },
    refusals: {
      'not-available':
        'The form is unknown, the caller did not send it, its conversation is closed, or its answers are erased.',
      conflict: 'There are no answers: the form is sent, opened, declined, cancelled or expired.',
    },
    example: {
      path: { formId },
      body: {},
      reply: { submissionId, retrieveKey: example.retrieveKey, expiresAt: '2026-12-01T09:35:02.000Z' },
    },
  }),
  'retrieve-submission': documented(retrieveSubmission, {
    tag: 'Submissions',
    description:
      'Returns the decrypted answers to the agent who sent the form, while the conversation is open. The key is used up before the answers are decrypted, and the release is recorded in the audit log before that. A key that is used for another form or by another person is not used up.\n\nSealed answers are handed out once, and only the tab with the private key can open them.',
    body: { retrieveKey: 'The key from `issue-retrieve-key`: `sfr_` and 43 base64url characters.' },
    reply: {
      submissionId: 'The token in the path.',
      formId: 'The form to which the answers belong.',
      templateId: 'The template that defines the questions: an id in lower case.',
      submittedAt: 'When the answers were stored.',
      answers: 'The answers by question id, in their stored form. Unanswered questions and sealed answers are absent.',
      sealedAnswers: 'The sealed answers by question id. Empty unless `sealedStatus` is `available`.',
      sealedStatus:
        '`none`: nothing was sealed. `available`: this reply has the sealed answers, which are now handed out. `gone`: they were handed out before, have expired after `holdingSeconds`, or are lost.',
    },
    refusals: {
      'not-available':
        'The submission is unknown or erased, the key is unknown, expired, used or of another form or person, or the conversation is closed.',
      'too-many-requests': 'The address had 2,000 keys refused in this minute.',
    },
    example: {
      path: { submissionId },
      body: { retrieveKey: example.retrieveKey },
      reply: {
        submissionId,
        formId,
        templateId: 'bank-account',
        templateVersion: 1,
        submittedAt,
        answers: bankAnswers,
        sealedAnswers: {},
        sealedStatus: 'none',
      },
    },
  }),
  'list-history': documented(listHistory, {
    tag: 'History',
    description:
      'Lists the submissions of a closed conversation that are still stored, in a fixed order that is not that of time, with ids and times but no answers.',
    reply: { submissions: 'The submissions that are still stored, in a fixed order that is not that of time.' },
    refusals: {
      'not-found': 'The site has no conversation with this id.',
      conflict: 'The conversation is still active.',
    },
    fieldRules: [['cursor', 'bad-format', 'It was not issued for this list of this site.']],
    example: { path: { conversationId: example.conversationId }, reply: { submissions: [entry] } },
  }),
  'view-history': documented(viewHistory, {
    tag: 'History',
    description:
      'Returns the stored answers of a closed conversation. Every answer is masked, unless its question is in `reveal`. The view and each revealed question are recorded in the audit log before decryption. Answers that were off the record are never returned. The caller must have signed in within the last 5 minutes.',
    body: {
      reason:
        'Why the caller needs the answers: at least 10 characters without the spaces around them, at most 1,000. It is not stored, because free text may contain an answer.',
      locale: 'The language of `labels`: a BCP 47 tag. Without it, the reply has no labels.',
      reveal: 'The ids of up to 100 questions whose answers the caller needs to see unmasked. None by default.',
    },
    reply: {
      submittedAt: 'When the answers were stored.',
      labels: 'The label of each question by its id. Present only if the request has a `locale`.',
      answers:
        'The answers by question id, masked unless they are in `reveal`. A mask keeps a few characters, such as the last four digits of a card number.',
    },
    refusals: {
      'sign-in-again': 'The sign-in is older than 5 minutes.',
      'not-found': 'The site has no such submission, or it is erased or past its retention.',
      conflict: 'The conversation is still active.',
    },
    fieldRules: [
      ['reason', 'too-short', 'It has fewer than 10 characters after trimming.'],
      ['reveal.<index>', 'unknown', 'The template has no question with this id.'],
    ],
    example: {
      path: { submissionId },
      body: { reason: 'Dispute 8812: compare the account', reveal: ['iban'] },
      reply: { ...entry, answers: { ...masked, iban: bankAnswers.iban } },
    },
  }),
  erase: documented(erase, {
    tag: 'Erasures',
    description:
      'Erases one submission, or all submissions of a conversation or a visitor: the data keys, so that no backup can be decrypted, the encrypted answers and the sealed answers. The body has exactly one of its three fields.\n\nA call runs for at most 5 seconds. While the reply is 202 with the status `running`, repeat the request with the same body. An active conversation may be erased: it stays active, and forms that are sent later are unaffected.',
    refusals: { 'not-found': 'The site has no such conversation, submission or visitor.' },
    fieldRules: [['', 'bad-format', 'The body does not have exactly one of its three fields.']],
    example: { body: { visitorRef: example.visitorRef }, reply: done },
  }),
  'preview-erasure': documented(previewErasure, {
    tag: 'Erasures',
    description:
      'Counts what `erase` with the same body would erase. It erases nothing and runs for at most 5 seconds. The body has exactly one of its three fields.',
    reply: {
      submissions:
        'The number of stored submissions, from 0 upwards. Submissions that arrive until the erasure are erased, too.',
      conversations: 'The number of conversations to which the submissions belong, from 0 upwards.',
      complete: '`false` if there are more than were counted, because the count took longer than 5 seconds.',
    },
    refusals: { 'not-found': 'The site has no such conversation, submission or visitor.' },
    fieldRules: [['', 'bad-format', 'The body does not have exactly one of its three fields.']],
    example: {
      body: { visitorRef: example.visitorRef },
      reply: { submissions: 2, conversations: 1, complete: true },
    },
  }),
  'get-erasure': documented(getErasure, {
    tag: 'Erasures',
    description:
      'Returns the progress of an erasure: 202 while it is running, 200 when it is done. It does not continue the erasure; only `erase` does.',
    refusals: { 'not-found': 'The site has no erasure with this id.' },
    example: { path: { erasureId }, reply: done },
  }),
}
