/** The descriptions of fields that have the same meaning in every schema and in every path. */
import type { FieldDocumentation } from './named-schema.ts'

export const commonFields: Readonly<Record<string, FieldDocumentation>> = {
  siteId: 'The site to which the caller’s access token belongs. An id in lower case.',
  conversationId:
    'The chat platform’s own id of the conversation. In a path, percent-encode every character except the unreserved ones of RFC 3986.',
  agentId: 'The agent who sent the form: the subject of their sign-in.',
  formId: 'The form, as returned by `send-form`. A UUID that is not secret.',
  submissionId: 'The token that stands for the answers. A UUID that is not secret.',
  erasureId: 'The receipt number of the erasure. A UUID, as returned by `erase`.',
  templateId: 'The template that defines the questions. An id in lower case.',
  templateVersion: 'The version of the template that the form uses. A whole number from 1 upwards.',
  subject: 'The person: the `sub` claim of their access token. In a path, percent-encode it like a conversation’s id.',
  visitorSecret: 'The secret of the visitor’s browser: 43 base64url characters. The service stores only its SHA-256.',
  sentAt: 'When the form was sent, or last sent again.',
  submittedAt: 'When the answers were stored. Absent before that.',
  expiresAt: 'When the visitor can no longer submit the form. The service refuses a submission at or after this time.',
  cursor:
    'Present if there is a next page. Pass it as the query parameter `cursor`. It is valid only for the same list of the same site.',
  only: 'The ids of the questions that the form asks. Absent if the form asks all questions of the template.',
  follows: 'An earlier form of the same conversation that this form completes. Absent if there is none.',
  context: 'What the form is for, as stated when it was sent. Absent if nothing was stated.',
  sealingKey: 'The public key of the agent’s tab, for answers that are off the record. 87 base64url characters.',
  siteName: 'The name of the site, as its administrators set it. 1 to 200 characters on one line.',
  locale: 'The language of the texts: a BCP 47 tag such as `en` or `de-AT`.',
  enabled: '`true` if it may be used, `false` if an administrator has disabled it.',
  profile: 'A set of permissions, by its name in the settings of the site.',
}

/** The descriptions of query parameters, where they differ from the field of the same name. */
export const commonParameters: Readonly<Record<string, FieldDocumentation>> = {
  limit: 'The maximum number of entries on the page, from 1 to 100. The default is 50. A page may have fewer.',
  cursor: 'The `cursor` of the previous page. Omit it for the first page.',
}
