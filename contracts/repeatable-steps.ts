/** The steps that a client may repeat when it does not know whether the first request took effect. */
import type { StepName } from './protocol.ts'
import type { Step } from './step.ts'

/**
 * The steps, beside those with the method GET, whose repeated request gets an equivalent reply and changes nothing else;
 * at most the audit log has one more record. `open-form` is one of them, because its key is claimed by the visitor's
 * secret, which the repeated request contains as well. A submit key or retrieve key is claimed by one invocation, so its steps are not in the list.
 */
export const repeatableSteps = [
  'put-conversation',
  'close-conversation',
  'cancel-form',
  'open-form',
  'resume-form',
  'extend-form',
  'report-progress',
  'decline-form',
  'preview-erasure',
  'erase',
  'put-site',
  'patch-site',
  'put-person',
  'issue-events-ticket',
  'stay-signed-in',
] as const satisfies readonly StepName[]

const names: ReadonlySet<string> = new Set(repeatableSteps)

/**
 * Returns true if the request may be repeated without knowing whether it took effect. A request with `If-Match` may
 * not: if it took effect, the service refuses the repeated request with `changed-meanwhile`.
 */
export const isRepeatable = ({ method, name }: Pick<Step, 'method' | 'name'>, ifMatch?: string): boolean =>
  method === 'GET' || (names.has(name) && ifMatch === undefined)
