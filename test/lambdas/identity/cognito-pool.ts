/** A user pool that runs its triggers as Cognito would: the real handlers with the events that Cognito sends. */
import type { BaseDependencies } from '../../../lambdas/adapters/process/dependencies.ts'
import { cognitoIssuer, type IssuerOf } from '../../../lambdas/identity/pool-event.ts'
import { compose as composePostAuthentication } from '../../../lambdas/identity/post-authentication.handler.ts'
import { compose as composePostConfirmation } from '../../../lambdas/identity/post-confirmation.handler.ts'
import { compose as composePreAuthentication } from '../../../lambdas/identity/pre-authentication.handler.ts'

const pool = { region: 'eu-central-1', userPoolId: 'eu-central-1_EXAMPLE' }
export const poolIssuer = cognitoIssuer(pool)
/** The message that every refused person sees, for any reason. */
export const refused = 'You cannot sign in. Ask an administrator.'

/** The outcome: `admitted`, or the message that the person sees. */
const admissionResult = (trigger: Promise<object>): Promise<string> =>
  trigger.then(
    () => 'admitted',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  )

export function cognitoPool(dependencies: BaseDependencies, siteId: string, issuerOf: IssuerOf = cognitoIssuer) {
  const before = composePreAuthentication(dependencies, issuerOf)
  const after = composePostAuthentication(dependencies, issuerOf)
  const reset = composePostConfirmation(dependencies, issuerOf)
  const context = { awsRequestId: 'request-1' }
  /** The attributes are those that an administrator of the pool set. */
  const event = (triggerSource: string, userName: string, request: object = {}) => ({
    ...{ ...pool, version: '1', triggerSource, userName },
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'agents' },
    request: { userAttributes: { sub: `sub-of-${userName}`, 'custom:site': siteId }, ...request },
    response: {},
  })
  return {
    event,
    before: (given: object) => before(given, context),
    /** A sign-in begins: whether the pool continues to the password. */
    start: (name: string, request?: object) =>
      admissionResult(before(event('PreAuthentication_Authentication', name, request), context)),
    /** Password and second factor were correct: whether the pool issues tokens. */
    succeed: (name: string) => admissionResult(after(event('PostAuthentication_Authentication', name), context)),
    /** By default: a new password was set with a mailed code. */
    confirm: (name: string, source = 'PostConfirmation_ConfirmForgotPassword') =>
      admissionResult(reset(event(source, name), context)),
  }
}
