/** When a step refuses with each code, if the step's own documentation does not say it. */
import { type RefusalCode, refusals } from '../problem.ts'
import { commonRefusals, type Step } from '../step.ts'
import type { StepDocumentation } from './step-documentation.ts'

const meanings: Readonly<Record<RefusalCode, string>> = {
  'not-signed-in':
    'The access token is missing, malformed or expired, or its sign-in has ended: by a sign-out, an idle timeout, a disabling, or after 12 hours.',
  'not-permitted': 'The caller does not have the permission or the scope of this operation.',
  'sign-in-again': 'The sign-in is not recent enough.',
  'not-available': 'The form, key or submission is unknown or no longer valid.',
  'not-found': 'The site has nothing with this id.',
  'method-not-allowed': 'The path does not support the method.',
  conflict: 'The current state does not allow the operation.',
  'changed-meanwhile': '`If-Match` does not hold any more: another request has changed the resource.',
  'too-large':
    'The body has more than 65,536 bytes. The edge refuses a much larger one with a plain `application/json` body.',
  'unsupported-media-type': 'The body is not `application/json`, or names another charset than UTF-8.',
  'not-valid': 'The body is malformed, or a field does not match the schema or a rule. Unknown fields are refused.',
  'too-many-requests':
    'The address has sent more requests to the edge than it accepts, by default 6,000 in 5 minutes. The edge’s own response has a plain `application/json` body.',
  'try-again': 'A dependency failed, and nothing was revealed. `Retry-After` says when to try again.',
}

const refusalsOfBodies: ReadonlySet<RefusalCode> = new Set(['too-large', 'unsupported-media-type'])

/**
 * Returns every refusal of a step that a client can get: a GET has no body, and a request with another method is not a
 * request for this operation.
 */
export const refusalsOf = (step: Pick<Step, 'method' | 'refusals'>): readonly RefusalCode[] =>
  [...step.refusals, ...commonRefusals].filter(
    (code) => code !== 'method-not-allowed' && !(step.method === 'GET' && refusalsOfBodies.has(code)),
  )

/** Returns when a step refuses with a code: in the words of the step, if it has its own. */
const meaningOf = (code: RefusalCode, { refusals: own }: StepDocumentation): string => {
  const words = own[code]
  if (words === undefined) return meanings[code]
  return code === 'too-many-requests' ? `${words} ${meanings[code]}` : words
}

/** Returns the description of the response with a status, which several codes may share. */
export const refusalDescription = (codes: readonly RefusalCode[], documentation: StepDocumentation): string => {
  const lines = codes.map((code) => `\`${code}\`: ${refusals[code].title} ${meaningOf(code, documentation)}`)
  const rules = codes.includes('not-valid') ? fieldRulesOf(documentation) : ''
  return `${lines.join('\n\n')}${rules}`
}

const fieldRulesOf = ({ fieldRules }: StepDocumentation): string =>
  fieldRules.length === 0
    ? ''
    : `\n\nBeside the rules of the schema:\n\n${fieldRules
        .map(([field, code, when]) => `- ${field === '' ? 'the body' : `\`${field}\``} \`${code}\`: ${when}`)
        .join('\n')}`
