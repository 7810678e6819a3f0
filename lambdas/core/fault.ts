/** The codes of faults. The list is closed, so that a code can be logged safely. */
export type FaultCode =
  | 'storage-failed'
  | 'storage-conflict'
  | 'stored-item-malformed'
  | 'key-service-failed'
  | 'holding-failed'
  | 'audit-failed'
  | 'publish-failed'
  | 'export-failed'
  | 'push-failed'
  | 'issuer-failed'
  | 'settings-malformed'

/**
 * A dependency failed or returned malformed data. The response is 503 `try-again` and reveals nothing else. The message
 * is only the code, because a library's error message may quote its input.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode

  constructor(code: FaultCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}
