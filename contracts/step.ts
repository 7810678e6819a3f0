/** The shape of one step of the protocol. */
import * as z from 'zod/mini'
import type { Permission } from './permissions.ts'
import type { RefusalCode } from './problem.ts'

/** Where a step runs. Only the PCI zone may reach the vault. */
export type Zone = 'control-zone' | 'pci-zone'

/** How a caller proves itself: an access token of a person or of the chat backend, or what is in the body. */
export type Caller = 'person' | 'chat-backend' | 'visitor' | 'anyone'

export interface Step<Path = unknown, Query = unknown, Body = unknown, Reply = unknown> {
  readonly name: string
  readonly summary: string
  readonly zone: Zone
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As API Gateway and OpenAPI write it: parameters in braces. */
  readonly path: string
  readonly caller: Caller
  /** A person needs one of these permissions; none named means that being signed in is enough. */
  readonly anyOf: readonly Permission[]
  readonly pathParameters: z.ZodMiniType<Path>
  readonly query: z.ZodMiniType<Query>
  readonly body: z.ZodMiniType<Body>
  readonly reply: z.ZodMiniType<Reply>
  readonly success: 200 | 201 | 204
  /** Answered instead while the status that the reply tells is `running`: what was asked goes on when it is asked again. */
  readonly whileRunning?: 202
  /** Its replies carry an `ETag`. A step that may refuse with `changed-meanwhile` takes it as `If-Match`. */
  readonly etag?: true
  /** What this step may refuse with, beside what every step may. */
  readonly refusals: readonly RefusalCode[]
}

/** For what a step does not take. */
export const nothing = z.strictObject({})
export type Nothing = z.infer<typeof nothing>

/** What any step may answer, whoever asks. */
export const commonRefusals = [
  'method-not-allowed',
  'too-large',
  'unsupported-media-type',
  'not-valid',
  'too-many-requests',
  'try-again',
] as const satisfies readonly RefusalCode[]

/** States a step; it only helps the compiler to know its name and the types of its four schemas. */
export const step = <const Definition extends Step>(definition: Definition): Definition => definition

const limit = z.pipe(
  z.string().check(z.regex(/^([1-9]\d?|100)$/)),
  z.transform((digits: string) => Number(digits)),
)

/** The query of every list: how many at most, and where to go on. */
export const PageQuery = z.strictObject({
  limit: z._default(limit, 50),
  cursor: z.optional(z.string().check(z.maxLength(1_000))),
})
