/**
 * The settings for the user pool's e-mails, which contain invitations and codes. They are sent through the brand's own
 * Amazon SES, because Cognito's own sender is limited to 50 e-mails a day for a whole pool.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
import type { CfnUserPool } from 'aws-cdk-lib/aws-cognito'
import * as z from 'zod/mini'
import { email, text } from '../setting-schemas.ts'

export const SignInEmail = z.strictObject({
  from: text(
    'an e-mail address, or a name and an address such as Acme <forms@example.com>',
    /^([^\s@<>]+@[^\s@<>]+|[^@<>]+ <[^\s@<>]+@[^\s@<>]+>)$/,
  ),
  /** The identity of the sender: a verified domain or address in the same account. */
  identityArn: text(
    'the ARN of an identity of Amazon SES, such as arn:aws:ses:eu-central-1:111122223333:identity/example.com',
    /^arn:aws:ses:[a-z0-9-]+:\d{12}:identity\/[^\s/]+$/,
  ),
  replyTo: z.optional(email),
})
export type SignInEmail = z.infer<typeof SignInEmail>

/** The Regions of SES that a pool in any Region can use, in addition to its own Region. */
const sendingRegions = ['us-east-1', 'us-west-2', 'eu-west-1']

interface Location {
  readonly region: string
}

/** Returns what is wrong with the settings. Each entry completes the sentence "In the stage …, …". */
export function emailContradictions({ from, identityArn }: SignInEmail, { region }: Location): readonly string[] {
  const [, , , identityRegion = ''] = identityArn.split(':')
  const [, identity = ''] = identityArn.split('/')
  const address = from.replace(/^.*<(.*)>$/, '$1')
  const [, domain = ''] = address.split('@')
  const isOfIdentity = identity.includes('@') ? address === identity : `.${domain}`.endsWith(`.${identity}`)
  const allowed = [...new Set([region, ...sendingRegions])]
  return [
    ...(isOfIdentity
      ? []
      : [`signIn.email.from is ${JSON.stringify(from)}, but must be an address of the identity ${identity}`]),
    ...(allowed.includes(identityRegion)
      ? []
      : [
          `signIn.email.identityArn names ${identityRegion}, but must be in ${allowed.join(', ').replace(/, (?=[^,]*$)/, ' or ')}, from which Cognito can send`,
        ]),
  ]
}

export const emailConfiguration = ({
  from,
  identityArn,
  replyTo,
}: SignInEmail): CfnUserPool.EmailConfigurationProperty => ({
  emailSendingAccount: 'DEVELOPER',
  from,
  sourceArn: identityArn,
  ...(replyTo !== undefined && { replyToEmailAddress: replyTo }),
})
