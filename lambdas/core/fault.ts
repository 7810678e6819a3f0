/** What a fault was about. A closed list: it is what the log may say of it. */
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
 * A dependency failed, or returned something malformed. Answered with 503 `try-again`; nothing was revealed.
 * The message is the code alone, because an error of a library may quote what it was given.
 */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: FaultCode

  constructor(code: FaultCode, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}
