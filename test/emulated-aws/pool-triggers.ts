/**
 * The Cognito triggers of a sign-in, invoked directly with the events that Cognito sends. The emulator's pool calls
 * only the trigger that generates tokens, which every token of these tests passes through.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { DemoService } from './demo-service.ts'
import { signedPost } from './signed-call.ts'

/** The message for every refused sign-in. It does not depend on the reason. */
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
  /** Metadata that the client sets. A client may send anything. */
  const clientMetadata = { site: 'another', 'custom:site': 'another', profile: 'administrator' }

  const eventOf = (triggerSource: string, request: object, version = '1') => ({
    ...{ version, triggerSource, region: emulator.env.AWS_REGION, userPoolId: stage.userPoolId, userName },
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: stage.agentsClientId },
    request: { userAttributes, clientMetadata, ...request },
    response: {},
  })
  /** The function's result, or its error message. */
  const invoke = async (name: string, event: object): Promise<unknown> => {
    const path = `/2015-03-31/functions/sealform-demo-${name}/invocations`
    const request = { path, contentType: 'application/json', body: JSON.stringify(event) }
    const response = await signedPost(emulator, 'lambda', request)
    const reply: unknown = await response.json()
    return response.headers.has('x-amz-function-error') ? FailedInvocation.parse(reply).errorMessage : reply
  }
  /** Cognito continues only if it gets its event back. */
  const answer = async (name: string, event: object): Promise<string> => {
    const reply = await invoke(name, event)
    if (typeof reply === 'string') return reply
    return JSON.stringify(reply) === JSON.stringify(event) ? 'admitted' : `another event: ${JSON.stringify(reply)}`
  }

  return {
    /** A sign-in starts: whether the pool checks the password. */
    start: () => answer('pre-authentication', eventOf('PreAuthentication_Authentication', { validationData: null })),
    /** Password and second factor were right: whether the pool issues tokens. */
    succeed: () =>
      answer('post-authentication', eventOf('PostAuthentication_Authentication', { newDeviceUsed: false })),
    /** A new password was set with a mailed code. */
    reset: () => answer('post-confirmation', eventOf('PostConfirmation_ConfirmForgotPassword', {})),
    /** The claims of a token. */
    async claims(group: string) {
      const groupConfiguration = { groupsToOverride: [group], iamRolesToOverride: [], preferredRole: null }
      const event = eventOf('TokenGeneration_HostedAuth', { groupConfiguration, scopes: ['openid'] }, '3')
      const { response } = ClaimsReply.parse(await invoke('pre-token-generation', event))
      return response.claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride
    },
  }
}
