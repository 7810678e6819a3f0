/** What a use case is asked: the parsed request of one step and who sent it. */
import type * as z from 'zod/mini'
import type { Step } from '../../../contracts/step.ts'
import type { Principal } from '../people/principal.ts'

type Parsed<S extends Pick<Step, 'pathParameters' | 'query' | 'body'>> = {
  readonly path: z.infer<S['pathParameters']>
  readonly query: z.infer<S['query']>
  readonly body: z.infer<S['body']>
  /** Where the request came from, as the edge saw it: for limits only. */
  readonly address: string
  /** The header of that name, as it came. */
  readonly ifMatch?: string | undefined
}

type AnyStep = Pick<Step, 'pathParameters' | 'query' | 'body' | 'reply'>

/** A request of somebody with an access token. */
export type SignedInRequest<S extends AnyStep> = Parsed<S> & { readonly principal: Principal }

/** A request of a visitor, who proves with the body that the form is theirs; or of anyone. */
export type UnauthenticatedRequest<S extends AnyStep> = Parsed<S>

export type ReplyOf<S extends AnyStep> = z.infer<S['reply']>
