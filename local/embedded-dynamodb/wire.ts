/** Replies and errors of DynamoDB's JSON 1.0 wire format. */
import type { Item } from './attribute-value.ts'

export type Request = Record<string, unknown>
export type Reply = Record<string, unknown>

/**
 * An error that the caller receives: a response with status 400 and this `body`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** The last part of its type, such as `ValidationException`. */
  readonly code: string
  readonly body: Reply

  constructor(type: string, message: string, details: Reply = {}) {
    super(message)
    this.code = type.slice(type.indexOf('#') + 1)
    this.body = { __type: type, ...details, message }
  }
}

const service = 'com.amazonaws.dynamodb.v20120810#'
const framework = 'com.amazon.coral.service#'

export const validationError = (message: string): ApiError =>
  new ApiError('com.amazon.coral.validate#ValidationException', message)

export const resourceNotFound = (table: string): ApiError =>
  new ApiError(`${service}ResourceNotFoundException`, `Requested resource not found: Table: ${table} not found`)

export const tableExists = (table: string): ApiError =>
  new ApiError(`${service}ResourceInUseException`, `Table already exists: ${table}`)

export const conditionFailedMessage = 'The conditional request failed'

export class ConditionFailed extends ApiError {
  /** The existing item, if the request asks for it. */
  readonly item: Item | undefined

  constructor(item: Item | undefined) {
    super(`${service}ConditionalCheckFailedException`, conditionFailedMessage, item && { Item: item })
    this.item = item
  }
}

export const transactionCanceled = (reasons: readonly CancellationReason[]): ApiError =>
  new ApiError(
    `${service}TransactionCanceledException`,
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  )

export const idempotentParameterMismatch = (): ApiError =>
  new ApiError(
    `${service}IdempotentParameterMismatchException`,
    'The request uses the same client token as a previous, but non-identical request.',
  )

export const serializationError = (message: string): ApiError =>
  new ApiError(`${framework}SerializationException`, message)
export const unknownOperation = (): ApiError => new ApiError(`${framework}UnknownOperationException`, '')
export const missingSignature = (): ApiError =>
  new ApiError(`${framework}MissingAuthenticationTokenException`, 'Request is missing Authentication Token')
export const foreignHost = (): ApiError => new ApiError(`${framework}AccessDeniedException`, 'Only for this machine')

/** The reason for which an item cancelled its transaction. Its code is `None` if the item did not cancel it. */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError'
  readonly Message?: string
  readonly Item?: Item
}
