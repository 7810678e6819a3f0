/**
 * The functions that Cognito asks on the way of a sign-in, called in its place by what Lambda calls them with. The emulator's
 * pool asks only the one that makes tokens, which is behind every token of these tests.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { DemoService } from './demo-service.ts'
import { signedPost } from './signed-call.ts'

/** What somebody is shown who is refused, whatever the reason. */
export const refused = 'You cannot sign in. Ask an administrator.'

const FailedInvocation = z.object({ errorMessage: z.string() })
const ClaimsReply = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({
      accessTokenGeneration: z.object({ claimsToAddOrOverride: z.record(z.string(), z.string()) }),
    }),
  }),
})

/** Events as Cognito sends them: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
export function poolTriggers(
  { emulator, stage }: DemoService,
  { siteId, userName }: { siteId: string; userName: string },
) {
  const userAttributes = {
    ...{ sub: randomUUID(), 'cognito:user_status': 'CONFIRMED', 'custom:site': siteId },
    ...{ email: `${userName}@example.com`, email_verified: 'true' },
  }
  /** What the caller says of itself: whoever signs in may say anything. */
  const clientMetadata = { site: 'another', 'custom:site': 'another', profile: 'administrator' }

  const eventOf = (triggerSource: string, request: object, version = '1') => ({
    ...{ version, triggerSource, region: emulator.env.AWS_REGION, userPoolId: stage.userPoolId, userName },
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: stage.agentsClientId },
    request: { userAttributes, clientMetadata, ...request },
    response: {},
  })
  /** What the function gave back, or the message that it failed with. */
  const invoke = async (name: string, event: object): Promise<unknown> => {
    const path = `/2015-03-31/functions/sealform-demo-${name}/invocations`
    const asked = { path, contentType: 'application/json', body: JSON.stringify(event) }
    const response = await signedPost(emulator, 'lambda', asked)
    const said: unknown = await response.json()
    return response.headers.has('x-amz-function-error') ? FailedInvocation.parse(said).errorMessage : said
  }
  /** Cognito goes on when it gets its event back, and with nothing else. */
  const answer = async (name: string, event: object): Promise<string> => {
    const said = await invoke(name, event)
    if (typeof said === 'string') return said
    return JSON.stringify(said) === JSON.stringify(event) ? 'admitted' : `another event: ${JSON.stringify(said)}`
  }

  return {
    /** A sign-in begins: whether a password will be looked at. */
    start: () => answer('pre-authentication', eventOf('PreAuthentication_Authentication', { validationData: null })),
    /** Password and second factor were right: whether there will be tokens. */
    succeed: () =>
      answer('post-authentication', eventOf('PostAuthentication_Authentication', { newDeviceUsed: false })),
    /** A new password was set with a mailed code. */
    reset: () => answer('post-confirmation', eventOf('PostConfirmation_ConfirmForgotPassword', {})),
    /** The claims that a token gets. */
    async claims(group: string) {
      const groupConfiguration = { groupsToOverride: [group], iamRolesToOverride: [], preferredRole: null }
      const asked = eventOf('TokenGeneration_HostedAuth', { groupConfiguration, scopes: ['openid'] }, '3')
      const { response } = ClaimsReply.parse(await invoke('pre-token-generation', asked))
      return response.claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride
    },
  }
}
