/** The part of DynamoDB's JSON 1.0 wire format that the embedded DynamoDB supports. Binary values are base64 text. */

export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: { readonly [name: string]: AttributeValue } }

export interface Item {
  readonly [attribute: string]: AttributeValue
}

export interface TableDescription {
  readonly TableName: string
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[]
  readonly TableStatus: string
}

export type Request = Record<string, unknown>
export type Reply = Record<string, unknown>

/**
 * An error that the caller receives: a response with this status and `body`. dynalite throws errors of the same shape.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly statusCode: number
  readonly body: Reply

  constructor(type: string, message: string, details: Reply = {}) {
    super(message)
    this.statusCode = 400
    this.body = { __type: type, ...details, message }
  }
}

const service = 'com.amazonaws.dynamodb.v20120810#'
const framework = 'com.amazon.coral.service#'

export const validationError = (message: string): ApiError =>
  new ApiError('com.amazon.coral.validate#ValidationException', message)

export const resourceNotFound = (message: string): ApiError =>
  new ApiError(`${service}ResourceNotFoundException`, message)

export const conditionFailed = (item: Item | undefined): ApiError =>
  new ApiError(`${service}ConditionalCheckFailedException`, conditionFailedMessage, item && { Item: item })

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

export const conditionFailedMessage = 'The conditional request failed'

/** The reason for which an item cancelled its transaction. Its code is `None` if the item did not cancel it. */
export interface CancellationReason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError'
  readonly Message?: string
  readonly Item?: Item
}

/**
 * Returns the last part of the error's type, such as `ValidationException`, or `undefined` for a fault, which has no
 * type.
 */
export const refusalOf = (error: unknown): string | undefined => {
  const body = refusalBody(error)
  return typeof body?.__type === 'string' ? body.__type.split('#').at(-1) : undefined
}

/** Returns the body of the error response, or `undefined` if the error is a fault. */
export const refusalBody = (error: unknown): Reply | undefined => {
  if (!(error instanceof Error) || !('body' in error)) return undefined
  const { body } = error
  return typeof body === 'object' && body !== null ? { ...body } : undefined
}
