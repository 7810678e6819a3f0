/** What the results of the deployed tests rest on, each asked of the emulator itself, and which results therefore count. */
import type { Behaviour, Leaning, ProbePlace } from './behaviour.ts'
import { dynamoDbBehaviours } from './dynamodb-behaviours.ts'
import { edgeBehaviours } from './edge-behaviours.ts'
import type { Difference } from './excluded-tests.ts'
import { iamBehaviours } from './iam-behaviours.ts'
import { kmsBehaviours } from './kms-behaviours.ts'
import { keepingBehaviours } from './retention-behaviours.ts'

export interface Verdict extends Pick<Behaviour, 'sentence' | 'expected' | 'leanOnIt'> {
  readonly found: 'kept' | 'pretended'
}

export const behaviours: readonly Behaviour[] = [
  ...dynamoDbBehaviours,
  ...kmsBehaviours,
  ...iamBehaviours,
  ...edgeBehaviours,
  ...keepingBehaviours,
]

/** One after the other: some of them look at what the others would do at the same time. */
export async function probe(place: ProbePlace): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const { holds, ...behaviour } of behaviours) {
    verdicts.push({ ...behaviour, found: (await holds(place)) ? 'kept' : 'pretended' })
  }
  return verdicts
}

/** The tests that lean on something that was found to be pretended, each with what it is. */
export const notShown = (verdicts: readonly Verdict[], where: keyof Leaning): readonly Difference[] =>
  verdicts
    .filter(({ found }) => found === 'pretended')
    .flatMap(({ sentence, leanOnIt }) =>
      (leanOnIt?.[where] ?? []).map((test) => ({ test, because: `Here it is not so that ${sentence}.` })),
    )
