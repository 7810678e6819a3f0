/**
 * Why a call has no result:
 * - `unreachable`: there was no response, for example because there is no network
 * - `timed-out`: there was no complete response in time
 * - `unexpected-response`: the response does not match the contract, for example because a proxy has sent it
 */
export type CallFailureCode = 'unreachable' | 'timed-out' | 'unexpected-response'

/**
 * A call without a result. The caller does not know whether the call took effect. A refusal of the service is not a
 * `CallFailure`, but the `problem` of a result.
 */
export class CallFailure extends Error {
  override readonly name = 'CallFailure'
  readonly code: CallFailureCode
  /** The name of the step, such as `send-form`. */
  readonly step: string
  /** The status of an unexpected response. */
  readonly status: number | undefined

  constructor(
    code: CallFailureCode,
    { step, status, cause }: { readonly step: string; readonly status?: number | undefined; readonly cause?: unknown },
  ) {
    super(`${step}: ${code}${status === undefined ? '' : ` (status ${status})`}`, { cause })
    this.code = code
    this.step = step
    this.status = status
  }
}
