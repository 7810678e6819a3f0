/** Whether the messages of the user pool reach all of its users: invitations, and codes for a forgotten password. */
import * as z from 'zod/mini'
import { type Check, ok, warning } from '../finding.ts'

const Account = z.looseObject({ ProductionAccessEnabled: z._default(z.boolean(), false) })

export const signInEmail: Check = {
  name: 'sign-in e-mail',
  async run({ settings: { signIn, region }, readAws }) {
    if (signIn.kind !== 'cognito') return ok('sent by the issuers in the settings')
    if (!Object.hasOwn(signIn, 'email')) return ok("Cognito's own sender, at most 50 messages a day")
    const { ProductionAccessEnabled: open } = await readAws('ses:GetAccount', Account)
    if (open) return ok('SES sends to all addresses')
    return warning(
      `SES is in its sandbox in ${region}: it sends to verified addresses only`,
      `Request production access for SES in ${region}.`,
    )
  },
}
