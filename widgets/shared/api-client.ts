/** Calls steps of the protocol from a page. */
import * as z from 'zod/mini'
import { type FieldError, fieldErrorCodes, type RefusalCode } from '../../contracts/problem.ts'
import { refusalCodes } from '../../contracts/refusal-codes.ts'
import type { Step } from '../../contracts/step.ts'
import { type RawReply, type StepRequest, sendRequest } from './send-request.ts'

/**
 * The result of a call. `unclear` means that it is unknown whether the call took effect, because there was no response, the
 * response was unreadable, or the service failed.
 */
export type Reply<Value> =
  | {
      readonly outcome: 'done'
      readonly value: Value
      /** The time at which the service sent the reply, by the service's clock, in milliseconds since the epoch. */
      readonly repliedAt?: number
      /** The `ETag` header, if the step sends one. It can be used as `ifMatch`. */
      readonly etag?: string
    }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly errors: readonly FieldError[] }
  | { readonly outcome: 'unclear' }

const Refused = z.object({
  code: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), code: z.enum(fieldErrorCodes) }))),
})

const isRefusalCode = (code: string): code is RefusalCode => refusalCodes.some((known) => known === code)

/** Derives the code of a refusal from its status, because the edge may return a 413 or 429 without problem details. */
const codeOfStatus = (status: number): RefusalCode | undefined =>
  status === 413 ? 'too-large' : status === 429 ? 'too-many-requests' : undefined

const readRefusal = (status: number, body: unknown): Reply<never> => {
  const refused = Refused.safeParse(body)
  const code = refused.success && isRefusalCode(refused.data.code) ? refused.data.code : codeOfStatus(status)
  if (code === undefined || code === 'try-again') return { outcome: 'unclear' }
  return { outcome: 'refused', code, errors: refused.data?.errors ?? [] }
}

/** Reads the time of a reply, by the service's clock, from its `Date` header (RFC 9110, section 6.6.1). */
const replyTime = (headers: Headers): { readonly repliedAt?: number } => {
  const repliedAt = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(repliedAt) ? {} : { repliedAt }
}

/** Checks a reply of the step. Without a reply, the result is unclear. */
export const readReply = <Path, Query, Body, Value>(
  step: Step<Path, Query, Body, Value>,
  reply: RawReply | undefined,
): Reply<Value> => {
  if (reply === undefined) return { outcome: 'unclear' }
  const { status, headers, body } = reply
  if (status < 200 || status > 299) return readRefusal(status, body)
  const value = step.reply.safeParse(body)
  const etag = headers.get('etag')
  return value.success
    ? { outcome: 'done', value: value.data, ...replyTime(headers), ...(etag !== null && { etag }) }
    : { outcome: 'unclear' }
}

/** Calls a step of the protocol. Never rejects: every failure is a `Reply`. */
export const call = async <Path extends Readonly<Record<string, string>>, Query, Body, Value>(
  step: Step<Path, Query, Body, Value>,
  request: StepRequest<Path, Body>,
): Promise<Reply<Value>> => readReply(step, await sendRequest(step, request))
