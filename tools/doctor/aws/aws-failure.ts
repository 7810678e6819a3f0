import type { Action } from './actions.ts'

/** The error that is thrown when AWS refuses a request or does not respond. */
export class AwsFailure extends Error {
  override readonly name = 'AwsFailure'
  readonly action: Action
  readonly region: string
  /** AWS's error code, such as `AccessDenied`, or `Unreachable` if AWS did not respond. */
  readonly code: string

  constructor({ action, region, code, message }: FailureDetails) {
    super(message)
    this.action = action
    this.region = region
    this.code = code
  }
}

interface FailureDetails {
  readonly action: Action
  readonly region: string
  readonly code: string
  readonly message: string
}

export const isFailure = (failure: unknown, code: RegExp): failure is AwsFailure =>
  failure instanceof AwsFailure && code.test(failure.code)

export const denied = /AccessDenied|Unauthorized|NotAuthorized|AuthorizationError|Forbidden/
export const throttled = /Throttl|TooManyRequests|RequestLimitExceeded|^Http5\d\d$|ServiceUnavailable|InternalFailure/
const unreachable = /^Unreachable$/

/**
 * Describes a failure for the state `unknown`. The description says why nothing was checked, and how to make the check
 * possible.
 */
export const describeFailure = (failure: unknown): { readonly found: string; readonly change: string } => {
  if (!(failure instanceof AwsFailure)) {
    return {
      found: 'the reply of AWS could not be read',
      change: 'Check this by hand; the reply has another form than expected.',
    }
  }
  const { action, region, code, message } = failure
  if (denied.test(code)) {
    return {
      found: `${action} is denied in ${region}`,
      change: `Allow ${action} to these credentials; --policy prints a policy with all actions.`,
    }
  }
  if (unreachable.test(code)) {
    return {
      found: `${region} could not be reached for ${action}`,
      change: `Check the network and proxy of this machine: ${message}.`,
    }
  }
  return {
    found: `${action} failed in ${region}: ${code}`,
    change: `Check this by hand. AWS returned: ${message || code}`,
  }
}
