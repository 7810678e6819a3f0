/**
 * Parses API Gateway's event into the request of a step. Makes the checks in the order of the contract: 413, 415, 401,
 * 422.
 */
import type * as z from 'zod/mini'
import { fieldErrors } from '../../contracts/field-errors.ts'
import { decodePathSegment } from '../../contracts/path-segment.ts'
import type { FieldError } from '../../contracts/problem.ts'
import type { Step } from '../../contracts/step.ts'
import { done, isRefusal, type Outcome, refused } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import { absentBody, readBody } from './body.ts'
import { callerAddress } from './caller-address.ts'
import { type GatewayEvent, headerOf } from './gateway-event.ts'
import { isTokenExpired, principalFromContext } from './principal-context.ts'

export interface StepRequest<Path, Query, Body> {
  readonly path: Path
  readonly query: Query
  readonly body: Body
  readonly address: string
  readonly principal: Principal | undefined
  readonly ifMatch?: string | undefined
}

const takesBody = (step: Pick<Step, 'method'>): boolean => step.method !== 'GET'
const needsToken = (step: Pick<Step, 'caller'>): boolean => step.caller === 'person' || step.caller === 'chat-backend'

/** A repeated parameter stays a list. The schema refuses it, because it is not a string. */
const queryOf = ({ multiValueQueryStringParameters: queries }: GatewayEvent): unknown =>
  Object.fromEntries((queries ?? []).map(([name, values]) => [name, values.length === 1 ? values[0] : values]))

/**
 * Decodes each path segment once. A malformed encoding is kept, and the schema refuses it, because no id of the
 * contract contains a `%`.
 */
const pathOf = ({ pathParameters }: GatewayEvent): unknown =>
  Object.fromEntries(
    Object.entries(pathParameters ?? {}).map(([name, segment = '']) => [name, decodePathSegment(segment) ?? segment]),
  )

export const readRequest = <Path, Query, Body>(
  step: Step<Path, Query, Body>,
  event: GatewayEvent,
  now: number,
  viewerAddressHeader?: string,
): Outcome<StepRequest<Path, Query, Body>> => {
  const body = takesBody(step) ? readBody(event, headerOf(event.headers, 'content-type')) : done({})
  if (isRefusal(body) && body.refused !== 'not-valid') return body

  const { authorizer } = event.requestContext
  const principal = isTokenExpired(authorizer, now) ? undefined : principalFromContext(authorizer)
  if (needsToken(step) && principal === undefined) return refused('not-signed-in')
  if (isRefusal(body)) return body

  const errors: FieldError[] = []
  const parse = <Output>(schema: z.ZodMiniType<Output>, input: unknown): Output | undefined => {
    const parsed = schema.safeParse(input)
    if (!parsed.success) errors.push(...fieldErrors(parsed.error.issues, input))
    return parsed.data
  }
  const path = parse(step.pathParameters, pathOf(event))
  const query = parse(step.query, step.method === 'GET' ? queryOf(event) : {})
  const parsedBody = parse(step.body, body.value)
  if (parsedBody === undefined && body.value === absentBody)
    return refused('not-valid', { errors: requiredOnly(errors) })
  if (path === undefined || query === undefined || parsedBody === undefined) return refused('not-valid', { errors })
  const ifMatch = headerOf(event.headers, 'if-match')
  return done({
    path,
    query,
    body: parsedBody,
    address: callerAddress(event, viewerAddressHeader),
    principal,
    ...(ifMatch !== undefined && { ifMatch }),
  })
}

/**
 * The errors for a missing body. They name each required field, or the body itself if the schema names no single field.
 */
const requiredOnly = (errors: readonly FieldError[]): readonly FieldError[] => {
  const required = errors.filter(({ code }) => code === 'required')
  return required.length > 0 ? required : [{ field: '', code: 'required' }]
}
