/**
 * Checks that an answer that is never stored passes through the holding. The visitor's page seals the answer, and the
 * agent's tab opens it.
 */
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
