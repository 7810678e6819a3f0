/**
 * Checks whether the user pool's messages reach all of its users. The messages are invitations and codes for a
 * forgotten password.
 */
import * as z from 'zod/mini'
import { isFailure } from '../aws/aws-failure.ts'
import { type Check, ok, problem, warning } from '../finding.ts'

const Account = z.looseObject({ ProductionAccessEnabled: z._default(z.boolean(), false) })
const Identity = z.looseObject({ VerifiedForSendingStatus: z._default(z.boolean(), false) })

export const signInEmail: Check = {
  name: 'sign-in e-mail',
  async run({ settings: { signIn }, readAws }) {
    if (signIn.kind !== 'cognito') return ok('sent by the issuers in the settings')
    if (signIn.email === undefined) return ok("Cognito's own sender, at most 50 messages a day")
    const { identityArn } = signIn.email
    const [, , , region = ''] = identityArn.split(':')
    const [, name = ''] = identityArn.split('/')
    const identity = await readAws('ses:GetEmailIdentity', Identity, {
      region,
      parameters: { EmailIdentity: name },
    }).catch((failure: unknown) => {
      if (isFailure(failure, /NotFound/)) return { VerifiedForSendingStatus: false }
      throw failure
    })
    if (!identity.VerifiedForSendingStatus) {
      return problem(`SES may not send as ${name} in ${region}`, `Verify the identity ${name} in SES of ${region}.`)
    }
    const { ProductionAccessEnabled: open } = await readAws('ses:GetAccount', Account, { region })
    if (open) return ok(`SES sends as ${name} to all addresses`)
    return warning(
      `SES is in its sandbox in ${region}: it sends to verified addresses only`,
      `Request production access for SES in ${region}.`,
    )
  },
}
