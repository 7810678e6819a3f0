/** The names and descriptions of identifiers, keys and other scalar values. */
import {
  AgentId,
  ConversationId,
  ErasureId,
  FormId,
  Locale,
  ProfileName,
  QuestionId,
  SiteId,
  SubmissionId,
  TemplateId,
  Timestamp,
  VisitorRef,
} from '../../identifiers.ts'
import { KeyField, VisitorSecret } from '../../one-time-key.ts'
import { SealedAnswer, SealingKey } from '../../sealing.ts'
import { listAudit } from '../../steps/list-audit.ts'
import { example } from '../examples.ts'
import { named } from '../named-schema.ts'

const ownName =
  'Lower-case letters, digits and dashes, 1 to 64 characters, beginning with a letter. Never `constructor` or `prototype`.'

const foreignId =
  'Used unchanged: 1 to 256 printable ASCII characters without space, `/`, `\\`, `%`, `?` and `#`. Never `.` or `..`.'

const exactTime = 'ISO 8601, UTC, with exactly three decimals and `Z`'

export const identifiers = [
  named('SiteId', SiteId, { description: `The id of a brand’s site. ${ownName}`, example: example.siteId }),
  named('TemplateId', TemplateId, { description: `The id of a template. ${ownName}`, example: 'bank-account' }),
  named('QuestionId', QuestionId, { description: `The id of a question in its template. ${ownName}`, example: 'iban' }),
  named('ProfileName', ProfileName, {
    description: `The name of a profile, which is a set of permissions. ${ownName}`,
    example: 'agent',
  }),
  named('ConversationId', ConversationId, {
    description: `The chat platform’s own id of a conversation. ${foreignId}`,
    example: example.conversationId,
  }),
  named('AgentId', AgentId, {
    description: `The issuer’s own id of a person: the subject (\`sub\`) of their sign-ins. ${foreignId}`,
    example: example.agentId,
  }),
  named('FormId', FormId, {
    description: 'The id of a form that was sent once to one visitor. A UUID of version 4 in lower case.',
    format: 'uuid',
    example: example.formId,
  }),
  named('SubmissionId', SubmissionId, {
    description:
      'The token that stands for the answers of one form. A UUID of version 4 in lower case. It may be stored and shown.',
    format: 'uuid',
    example: example.submissionId,
  }),
  named('ErasureId', ErasureId, {
    description: 'The receipt of an erasure. A UUID of version 4 in lower case.',
    format: 'uuid',
    example: example.erasureId,
  }),
  named('VisitorRef', VisitorRef, {
    description:
      'The brand’s own id of a visitor, by which an administrator can erase. 1 to 128 characters of well-formed Unicode.',
    example: example.visitorRef,
  }),
  named('Locale', Locale, {
    description: 'A language tag of BCP 47: a language in lower case, then up to three subtags.',
    example: 'de-AT',
  }),
  named('Timestamp', Timestamp, {
    description: `A time in a reply: ${exactTime}.`,
    format: 'date-time',
    example: example.sentAt,
  }),
  named('RequestTimestamp', listAudit.query.shape.from.def.innerType, {
    description: `A time in a request: ${exactTime}. It has no \`format\`, because most generated clients would then send another spelling of RFC 3339, which is refused.`,
    example: example.sentAt,
  }),
  named('OneTimeKey', KeyField, {
    description:
      'A one-time key: `sfo_`, `sfs_` or `sfr_` and 43 base64url characters. Any string that is not a live key gets the same `not-available`. Never log it.',
    example: example.openKey,
  }),
  named('VisitorSecret', VisitorSecret, {
    description:
      'Random 256 bits of the visitor’s browser: 43 base64url characters without padding. Never log it or put it into a URL.',
    example: example.visitorSecret,
  }),
  named('SealingKey', SealingKey, {
    description:
      'The public key of the agent’s tab: an uncompressed point of the curve P-256 in base64url, 87 characters. A point that is not on the curve is `bad-format`.',
    example: example.sealingKey,
  }),
  named('SealedAnswer', SealedAnswer, {
    description:
      'An answer that the visitor’s page has encrypted for the agent’s tab with HPKE (RFC 9180): base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The service cannot open it.',
    fields: {
      enc: 'The encapsulated key: 65 bytes in base64url, of which the first is 4. The service does not check that it is a point of the curve.',
      ciphertext:
        'The encrypted answer in base64url, 48 to 1,040 bytes. Its length is 16 bytes more than a multiple of 32, otherwise it is `bad-format`.',
    },
  }),
]
