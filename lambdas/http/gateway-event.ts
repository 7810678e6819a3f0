/** The fields of API Gateway's proxy event (REST API, payload 1.0) that the middleware stack reads, parsed strictly. */
import * as z from 'zod/mini'

const stringMap = z.nullish(z.record(z.string(), z.optional(z.string())))

const entriesOf = (input: unknown): unknown =>
  typeof input === 'object' && input !== null ? Object.entries(input) : input

/**
 * The query parameters. They are entries instead of an object, because a caller may send a name that every object
 * already has, such as `__proto__`.
 */
const queryEntries = z.nullish(z.pipe(z.transform(entriesOf), z.array(z.tuple([z.string(), z.array(z.string())]))))

export const GatewayEvent = z.object({
  httpMethod: z.string(),
  headers: stringMap,
  body: z.nullish(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
  pathParameters: stringMap,
  multiValueQueryStringParameters: queryEntries,
  requestContext: z.object({
    requestId: z.string(),
    identity: z.object({ sourceIp: z.string() }),
    authorizer: z.nullish(z.record(z.string(), z.unknown())),
  }),
})
export type GatewayEvent = z.infer<typeof GatewayEvent>
/** An event before parsing, as API Gateway and the local server send it. */
export type GatewayEventInput = z.input<typeof GatewayEvent>

/** The response that a handler returns to API Gateway. */
export interface GatewayResponse {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** Returns the header with this name, ignoring case, or `undefined` if it was not sent. */
export const headerOf = <Value>(
  headers: Readonly<Record<string, Value>> | null | undefined,
  name: string,
): Value | undefined => {
  for (const [key, value] of Object.entries(headers ?? {})) if (key.toLowerCase() === name) return value
  return undefined
}
