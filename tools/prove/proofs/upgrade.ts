import { describeAnswer } from '../../smoke/observation.ts'
import { cardNumber, cardNumberQuestion } from '../../smoke/service-driver.ts'
import { no, notShown, type Proof, yes } from '../proof.ts'

export const upgrade: Proof = {
  id: 'upgrade',
  async run({ callers, deployAgain }) {
    if (deployAgain === undefined) return notShown('This run does not deploy.')
    const before = await callers()
    const form = await before.driver.submitForm()
    await deployAgain()
    const { driver } = await callers()
    const result = await driver.retrieve(form, await driver.issueRetrieveKey(form))
    const seen = { retrieved: describeAnswer(result) }
    if (result.problem !== undefined) return no('The stored answers cannot be retrieved.', seen)
    return result.reply.answers[cardNumberQuestion] === cardNumber ? yes(seen) : no('The answers changed.', seen)
  },
}
