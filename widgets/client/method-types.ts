/** The types of the client's methods, derived from the protocol. */
import type * as z from 'zod/mini'
import type { CallResult } from '../../contracts/client.ts'
import type { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'

type Protocol = typeof protocol

/** `send-form` becomes `sendForm`. */
type MethodName<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<MethodName<Tail>>}`
  : Name

export type ReplyOf<S extends Step> = z.output<S['reply']>

/** The part of an input that a step does not take. */
type Nothing = unknown

/** The type of `noFields` is a record without values. */
type HasNoFields<Fields> = string extends keyof Fields ? true : false

type PathFields<S extends Step> =
  HasNoFields<z.input<S['pathParameters']>> extends true ? Nothing : z.input<S['pathParameters']>

/** Required if the step takes a body, even if each of its fields is optional. */
type BodyField<S extends Step> =
  HasNoFields<z.input<S['body']>> extends true ? Nothing : { readonly body: z.input<S['body']> }

type QueryField<S extends Step> =
  HasNoFields<z.input<S['query']>> extends true
    ? Nothing
    : Partial<z.input<S['query']>> extends z.input<S['query']>
      ? { readonly query?: z.input<S['query']> }
      : { readonly query: z.input<S['query']> }

/** Required if the step needs a signed-in caller and the client has no source of tokens. */
type TokenField<S extends Step, HasToken extends boolean> = S['caller'] extends 'person' | 'chat-backend'
  ? HasToken extends true
    ? {
        /** An access token for this call, in place of the client's. */
        readonly accessToken?: string
      }
    : {
        /** The access token of the person or of the chat backend. */
        readonly accessToken: string
      }
  : Nothing

type IfMatchField<S extends Step> = 'changed-meanwhile' extends S['refusals'][number]
  ? {
      /**
       * The `etag` that the caller last read. If the resource has changed since then, the service refuses with
       * `changed-meanwhile`.
       */
      readonly ifMatch?: string
    }
  : Nothing

interface CallOptions {
  /** Ends the call. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** Shows the fields of an intersection as one object. */
type Flat<Fields> = { [Name in keyof Fields]: Fields[Name] }

/** The input of a step's method: path parameters by name, and `query`, `body`, `accessToken` and `ifMatch` where the step takes them. */
export type MethodInput<S extends Step, HasToken extends boolean> = Flat<
  PathFields<S> & BodyField<S> & QueryField<S> & TokenField<S, HasToken> & IfMatchField<S> & CallOptions
>

type MethodArguments<Input> = Partial<Input> extends Input ? [input?: Input] : [input: Input]

/**
 * Calls a step. Resolves to the reply or to the refusal of the service.
 * @throws {CallFailure} if there is no response that matches the contract
 */
export type Method<S extends Step, HasToken extends boolean> = (
  ...input: MethodArguments<MethodInput<S, HasToken>>
) => Promise<CallResult<ReplyOf<S>>>

/** One method for each step of the protocol. */
export type Methods<HasToken extends boolean> = {
  readonly [Name in keyof Protocol as MethodName<Name>]: Method<Protocol[Name], HasToken>
}
