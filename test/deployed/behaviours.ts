/** What the results of the deployed tests rest on, each asked of the emulator itself. */
import type { Behaviour } from './behaviour.ts'
import type { Account } from './clients.ts'
import { dynamoDbBehaviours } from './dynamodb-behaviours.ts'
import { iamBehaviours } from './iam-behaviours.ts'
import { kmsBehaviours } from './kms-behaviours.ts'

export interface Verdict extends Pick<Behaviour, 'sentence' | 'expected'> {
  readonly found: 'kept' | 'pretended'
}

export const behaviours: readonly Behaviour[] = [...dynamoDbBehaviours, ...kmsBehaviours, ...iamBehaviours]

/** One after the other: some of them look at what the others would do at the same time. */
export async function probe(account: Account): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const { sentence, expected, holds } of behaviours) {
    verdicts.push({ sentence, expected, found: (await holds(account)) ? 'kept' : 'pretended' })
  }
  return verdicts
}
