/** An answer off the record passes through the holding: sealed by the visitor, opened in the agent's tab. */
import { cardPayment } from '../../smoke/journey.ts'
import { notShown, type Proof, yes } from '../proof.ts'

export const holdingByIam: Proof = {
  id: 'holding-by-iam',
  async run({ stage, callers }) {
    if (stage.holding.kind !== 'elasticache') return notShown('The holding of this stage is not ElastiCache.')
    const { driver } = await callers()
    const { actual } = await cardPayment.run(driver)
    return yes({ form: actual })
  },
}
