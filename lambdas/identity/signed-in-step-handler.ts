/** The handler of a step that requires an access token. It extends the handler that all steps share. */
import type { Step } from '../../contracts/step.ts'
import { type Outcome, refused } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { Records } from '../core/records/records.ts'
import { principalFromContext } from '../http/principal-context.ts'
import type { StepRequest } from '../http/read-request.ts'
import { type MiddlewarePorts, type StepHandler, stepHandler } from '../http/step-handler.ts'
import { stillSignedIn } from './admission.ts'

/**
 * Composes the handler of a step that requires an access token. The use case decides whether the caller is admitted.
 */
export const signedInStepHandler = <Path, Query, Body, Reply>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    request: Omit<StepRequest<Path, Query, Body>, 'principal'> & { readonly principal: Principal },
  ) => Promise<Outcome<Reply>>,
  ports: MiddlewarePorts & { readonly records: Pick<Records, 'read'> },
): StepHandler => {
  const isStillSignedIn = stillSignedIn(ports)
  return stepHandler(
    step,
    async (request) =>
      request.principal === undefined
        ? refused('not-signed-in')
        : useCase({ ...request, principal: request.principal }),
    ports,
    async (refusal, event) => {
      const principal = principalFromContext(event.requestContext.authorizer)
      const isAsked = refusal.refused === 'not-valid' && principal !== undefined
      return isAsked && !(await isStillSignedIn(principal)) ? refused('not-signed-in') : refusal
    },
  )
}
