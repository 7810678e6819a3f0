import { describeAnswer, notAvailable } from '../../smoke/observation.ts'
import { no, type Proof, until, yes } from '../proof.ts'

export const erasure: Proof = {
  id: 'erasure',
  async run(context) {
    const { driver, administrator } = await context.callers()
    const form = await driver.submitForm()
    const retrieveKey = await driver.issueRetrieveKey(form)
    const body = { submissionId: form.submissionId }
    const receipt = await until(context, async () => {
      const result = await administrator.call('erase', { body })
      return result.problem === undefined && result.reply.status === 'running' ? undefined : result
    })
    if (receipt === undefined) return no('The erasure did not complete.')
    if (receipt.problem !== undefined) return no(`The erasure was refused: ${receipt.problem.code}.`)
    const retrieved = describeAnswer(await driver.retrieve(form, retrieveKey))
    const seen = { erased: receipt.reply.erasedSubmissions, retrieved }
    return retrieved === notAvailable ? yes(seen) : no('The submission is still available.', seen)
  },
}
