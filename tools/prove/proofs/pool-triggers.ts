/** Checks that a trigger of the user pool records a person when they sign in, before they send any request. */
import { no, notShown, type Proof, yes } from '../proof.ts'
import { silentPerson } from '../silent-person.ts'

export const poolTriggers: Proof = {
  id: 'pool-triggers',
  async run({ people, callers }) {
    if (people === undefined)
      return notShown('The tokens of this run do not come from a sign-in through Cognito’s API.')
    await people.create(silentPerson, 'agent')
    await people.signIn(silentPerson)
    const { administrator } = await callers()
    const { people: known } = await administrator.reply('list-people', { query: { limit: '100' } })
    const isKnown = known.some(({ subject }) => subject === silentPerson)
    return isKnown ? yes({ people: known.length }) : no('The site does not know a person who has just signed in.')
  },
}
