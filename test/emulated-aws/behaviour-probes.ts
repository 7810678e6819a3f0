/** What the results of the deployed tests rest on, each asked of the emulator itself, and which results therefore count. */
import type { AwsBehaviour, DependentTests, ProbeContext } from './behaviour.ts'
import { dynamoDbBehaviours } from './dynamodb-behaviours.ts'
import { edgeBehaviours } from './edge-behaviours.ts'
import type { ExcludedTest } from './excluded-tests.ts'
import { iamBehaviours } from './iam-behaviours.ts'
import { kmsBehaviours } from './kms-behaviours.ts'
import { retentionBehaviours } from './retention-behaviours.ts'

export interface ProbeResult extends Pick<AwsBehaviour, 'sentence' | 'expected' | 'dependentTests'> {
  readonly found: 'kept' | 'pretended'
}

export const behaviours: readonly AwsBehaviour[] = [
  ...dynamoDbBehaviours,
  ...kmsBehaviours,
  ...iamBehaviours,
  ...edgeBehaviours,
  ...retentionBehaviours,
]

/** One after the other: some of them look at what the others would do at the same time. */
export async function probe(place: ProbeContext): Promise<readonly ProbeResult[]> {
  const verdicts: ProbeResult[] = []
  for (const { holds, ...behaviour } of behaviours) {
    verdicts.push({ ...behaviour, found: (await holds(place)) ? 'kept' : 'pretended' })
  }
  return verdicts
}

/** The tests that lean on something that was found to be pretended, each with what it is. */
export const inconclusiveTests = (
  verdicts: readonly ProbeResult[],
  where: keyof DependentTests,
): readonly ExcludedTest[] =>
  verdicts
    .filter(({ found }) => found === 'pretended')
    .flatMap(({ sentence, dependentTests }) =>
      (dependentTests?.[where] ?? []).map((test) => ({ test, because: `Here it is not so that ${sentence}.` })),
    )
