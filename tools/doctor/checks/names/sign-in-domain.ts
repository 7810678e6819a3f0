import * as z from 'zod/mini'
import { type Check, ok, problem } from '../../finding.ts'

/** The description of the domain. It is empty if no user pool has the domain. */
const Domain = z.looseObject({
  DomainDescription: z._default(z.looseObject({ UserPoolId: z.optional(z.string()) }), {}),
})

/** Checks the domain prefix of the sign-in page, which must be unique among all AWS accounts in the Region. */
export const signInDomainCheck: Check = {
  name: 'names: sign-in page',
  async run({ settings, readAws, deployed }) {
    const { signIn, region } = settings
    if (signIn.kind !== 'cognito') return ok('none: the issuers of the settings have their own')
    const address = `${signIn.domainPrefix}.auth.${region}.amazoncognito.com`
    const parameters = { Domain: signIn.domainPrefix }
    const { DomainDescription } = await readAws('cognito-idp:DescribeUserPoolDomain', Domain, { parameters })
    const { UserPoolId: pool } = DomainDescription
    if (pool === undefined) return ok(`${address} is free, as far as this account can see`)
    if ((await deployed()).resources.has(pool)) return ok(`${address} is of this stage`)
    return problem(`${address} belongs to another user pool, ${pool}`, 'Set signIn.domainPrefix to another name.')
  },
}
