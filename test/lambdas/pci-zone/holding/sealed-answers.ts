import { randomBytes } from 'node:crypto'
import type { SealedAnswers } from '../../../../lambdas/pci-zone/holding/holding.ts'

/** A sealed answer of the right shape without content. */
export function sealedAnswers(...questionIds: readonly string[]): SealedAnswers {
  const ids = questionIds.length === 0 ? ['card-verification-code'] : questionIds
  return Object.fromEntries(
    ids.map((id) => [
      id,
      {
        enc: Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url'),
        ciphertext: randomBytes(48).toString('base64url'),
      },
    ]),
  )
}
