/** The type of a step of the protocol, and the parts that many steps have in common. */
import * as z from 'zod/mini'
import type { Permission } from './permissions.ts'
import type { RefusalCode } from './problem.ts'

/** The zone in which a step runs. Only the PCI zone may reach the vault. */
export type Zone = 'control-zone' | 'pci-zone'

/**
 * How a caller authenticates: with a person's or the chat backend's access token, with secrets in the body, or not at
 * all.
 */
export type Caller = 'person' | 'chat-backend' | 'visitor' | 'anyone'

export interface Step<Path = unknown, Query = unknown, Body = unknown, Reply = unknown> {
  readonly name: string
  readonly summary: string
  readonly zone: Zone
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path in the syntax of API Gateway and OpenAPI, with parameters in braces. */
  readonly path: string
  readonly caller: Caller
  /**
   * The permissions that allow a person to call the step. Any one of them is enough. If the list is empty, any
   * signed-in person may call the step.
   */
  readonly anyOf: readonly Permission[]
  readonly pathParameters: z.ZodMiniType<Path>
  readonly query: z.ZodMiniType<Query>
  readonly body: z.ZodMiniType<Body>
  readonly reply: z.ZodMiniType<Reply>
  readonly success: 200 | 201 | 204
  /** The status code while the reply's `status` is `running`. */
  readonly whileRunning?: 202
  /**
   * True if responses have an `ETag` header. A step that may refuse with `changed-meanwhile` accepts the tag as
   * `If-Match`.
   */
  readonly etag?: true
  /** The refusals of this step, in addition to `commonRefusals`. */
  readonly refusals: readonly RefusalCode[]
}

/** The schema of a part of the request that the step does not use. That part must be empty. */
export const noFields = z.strictObject({})

/** Refusals that every step may return to any caller. */
export const commonRefusals = [
  'method-not-allowed',
  'too-large',
  'unsupported-media-type',
  'not-valid',
  'too-many-requests',
  'try-again',
] as const satisfies readonly RefusalCode[]

/** Returns its argument. With this function, the compiler infers the step's name and the types of its four schemas. */
export const step = <const Definition extends Step>(definition: Definition): Definition => definition

const limit = z.pipe(
  z.string().check(z.regex(/^([1-9]\d?|100)$/)),
  z.transform((digits: string) => Number(digits)),
)

/** The query parameters of every list: the page size, and the `cursor` that the previous page returned. */
export const PageQuery = z.strictObject({
  limit: z._default(limit, 50),
  cursor: z.optional(z.string().check(z.maxLength(1_000))),
})
