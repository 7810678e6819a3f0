/** DynamoDB's JSON 1.0 protocol without a transport: the name and the text of a request, the status and text of a reply. */
import { ApiError, type Reply, type Request, serializationError, unknownOperation } from './wire.ts'

export type Operations = Readonly<Record<string, (request: Request) => Reply>>

export interface ApiReply {
  readonly status: number
  readonly body: Buffer
}

const targetPrefix = 'DynamoDB_20120810.'
const internalServerError: Reply = { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: '' }

/** Runs the operation that the header `X-Amz-Target` names. A fault becomes a reply with status 500 and a warning. */
export const callOperation = (operations: Operations, target: unknown, text: string): ApiReply =>
  replyOf(() => {
    const name = typeof target === 'string' && target.startsWith(targetPrefix) ? target.slice(targetPrefix.length) : ''
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
    if (operation === undefined) throw unknownOperation()
    return operation(parseBody(text))
  })

export const replyOf = (work: () => Reply): ApiReply => {
  try {
    return { status: 200, body: Buffer.from(JSON.stringify(work())) }
  } catch (error) {
    if (error instanceof ApiError) return { status: 400, body: Buffer.from(JSON.stringify(error.body)) }
    process.emitWarning(error instanceof Error ? error : String(error))
    return { status: 500, body: Buffer.from(JSON.stringify(internalServerError)) }
  }
}

const parseBody = (text: string): Request => {
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw serializationError('Expected an object')
  return { ...body }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw serializationError('The request is not JSON')
  }
}
