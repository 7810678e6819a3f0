/** put-site: replaces the settings of the caller's site. Optional settings that the body omits keep their values. */
import { putSite as step } from '../../contracts/steps/put-site.ts'
import { done, type Outcome } from '../core/outcome.ts'
import type { ReplyOf, SignedInRequest } from '../core/steps/step-request.ts'
import { type ChangeSitePorts, changeSite } from './change-site.ts'

export const putSite =
  (ports: ChangeSitePorts) =>
  async ({ principal, ifMatch, body }: SignedInRequest<typeof step>): Promise<Outcome<ReplyOf<typeof step>>> =>
    await changeSite(ports)({
      principal,
      ifMatch,
      anyOf: step.anyOf,
      applyTo: (before) => done({ ...before, ...body, siteId: before.siteId }),
    })
