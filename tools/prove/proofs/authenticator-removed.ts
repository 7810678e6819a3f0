/**
 * Removes an authenticator with the operation that docs/administration.md describes for a lost one. Checks that the
 * person has to set up a new authenticator.
 */
import { no, notShown, type Proof, yes } from '../proof.ts'
import { silentPerson } from '../silent-person.ts'

export const authenticatorRemoved: Proof = {
  id: 'authenticator-removed',
  async run({ people, account }) {
    if (people === undefined)
      return notShown('The tokens of this run do not come from a sign-in through Cognito’s API.')
    await people.create(silentPerson, 'agent')
    await people.signIn(silentPerson)
    const { challenge: before } = await people.signIn(silentPerson)
    await account.removeAuthenticator(await account.physicalId('identity', 'UserPool'), silentPerson)
    const { challenge: after } = await people.signIn(silentPerson)
    const seen = { before, after }
    if (before !== 'SOFTWARE_TOKEN_MFA') return no('The pool did not ask for the authenticator.', seen)
    return after === 'MFA_SETUP' ? yes(seen) : no('The pool did not ask for another authenticator.', seen)
  },
}
