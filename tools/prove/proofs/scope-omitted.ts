/**
 * Checks that tokens do not have the scope that Cognito grants for a sign-in through its API. With this scope, a token
 * could change its owner's password and factors.
 */
import { decodeJwt } from 'jose'
import { no, notShown, type Proof, yes } from '../proof.ts'
import { silentPerson } from '../silent-person.ts'

const selfServiceScope = 'aws.cognito.signin.user.admin'

export const scopeOmitted: Proof = {
  id: 'scope-omitted',
  async run({ people }) {
    if (people === undefined)
      return notShown('The tokens of this run do not come from a sign-in through Cognito’s API.')
    await people.create(silentPerson, 'agent')
    const { scope = '', site } = decodeJwt((await people.signIn(silentPerson)).accessToken)
    const scopes = String(scope).split(' ')
    const seen = { scopes: scopes.filter((each) => each !== '').length, site: site !== undefined }
    if (site === undefined) return no('The trigger did not put the site into the token.', seen)
    return scopes.includes(selfServiceScope) ? no('The token has the scope.', seen) : yes(seen)
  },
}
