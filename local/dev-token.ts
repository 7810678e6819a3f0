/**
 * `POST /dev/token`: issues a token to any caller. Only the local run has this route. No deployed bundle contains it.
 */

import { fieldErrors } from '../contracts/field-errors.ts'
import type { SiteId } from '../contracts/identifiers.ts'
import type { Clock } from '../lambdas/core/clock.ts'
import { done, type Outcome, refused } from '../lambdas/core/outcome.ts'
import { type LocalIssuer, type TokenReply, tokenRequest } from './issuer.ts'

export interface DevTokenPorts {
  readonly issuer: Pick<LocalIssuer, 'issueToken'>
  readonly clock: Clock
  readonly makeSite: (siteId: SiteId) => Promise<void>
}

/** Creates the handler. A site is created when a request first names it. */
export const devToken = ({ issuer, clock, makeSite }: DevTokenPorts) => {
  const schema = tokenRequest(clock)
  return async (body: unknown): Promise<Outcome<TokenReply>> => {
    const request = schema.safeParse(body)
    if (!request.success) return refused('not-valid', { errors: fieldErrors(request.error.issues, body) })
    await makeSite(request.data.siteId)
    return done(await issuer.issueToken(request.data))
  }
}
