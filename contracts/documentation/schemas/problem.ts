/** The names and descriptions of refusals. */
import { Problem } from '../../problem.ts'
import { noFields } from '../../step.ts'
import { named } from '../named-schema.ts'

/** When the service returns each code of a field error. */
export const fieldErrorMeanings = [
  ['required', 'The field is missing.'],
  ['wrong-type', 'The value has another JSON type than the schema.'],
  ['unknown', 'The field, or the thing that the value names, does not exist.'],
  ['too-short', 'The text or list is shorter, or the number smaller, than the minimum.'],
  ['too-long', 'The text or list is longer, or the number greater, than the maximum.'],
  ['bad-format', 'The value does not match the format, or contradicts another field.'],
  ['bad-checksum', 'The check digits of a card number or an IBAN are wrong.'],
  ['not-an-option', 'The value is not in the closed list.'],
  ['past', 'The date is before the earliest one that is accepted.'],
  ['must-be-sealed', 'The answer is off the record, so it must be sealed.'],
  ['must-not-be-sealed', 'The answer is not off the record, so it must not be sealed.'],
] as const

export const problems = [
  named('Problem', Problem, {
    description:
      'A refusal (RFC 9457), with the media type `application/problem+json`. Clients should decide by `code`.',
    fields: {
      type: {
        description: 'The kind of the refusal as a URN: `urn:sealform:problem:` and `code`.',
        format: 'uri',
      },
      title: 'One English sentence about the code. It is the same for every refusal with this code.',
      status: 'The HTTP status of the response, from 401 to 503.',
      code: 'The kind of the refusal, from a closed list.',
      requestId: 'The id of this request in the service’s log, as in the header `X-Request-Id`.',
      errors:
        'The fields that are not valid, at most 100. Present only with the code `not-valid`. It never repeats a value.',
    },
    example: {
      type: 'urn:sealform:problem:not-valid',
      title: 'The request is not valid.',
      status: 422,
      code: 'not-valid',
      requestId: '8d3c1f0a-6b7e-4f1d-9a2c-5e4d3c2b1a09',
      errors: [{ field: 'templateId', code: 'unknown' }],
    },
  }),
  named('FieldError', Problem.shape.errors.def.innerType.def.element, {
    description: 'What is wrong with one field of the request.',
    fields: {
      field:
        'The path of the field with dots, such as `answers.card-number` or `questions.2.label.de`. Empty if the body itself is wrong. A part of the path that is not a plain name is left out, because it may be a misplaced answer.',
      code: `What is wrong. ${fieldErrorMeanings.map(([code, when]) => `\`${code}\`: ${when}`).join(' ')}`,
    },
  }),
  named('NoFields', noFields, {
    description: 'An object without fields. A request may also have no body and no content type.',
  }),
]
