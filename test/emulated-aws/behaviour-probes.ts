/**
 * The AWS behaviours that the deployed tests depend on, each probed in the emulator, and the results that therefore
 * count.
 */
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

/** Runs them one after the other, because some observe shared state. */
export async function probe(place: ProbeContext): Promise<readonly ProbeResult[]> {
  const verdicts: ProbeResult[] = []
  for (const { holds, ...behaviour } of behaviours) {
    verdicts.push({ ...behaviour, found: (await holds(place)) ? 'kept' : 'pretended' })
  }
  return verdicts
}

/** The tests that depend on a behaviour that the emulator only pretends, each with its reason. */
export const inconclusiveTests = (
  verdicts: readonly ProbeResult[],
  where: keyof DependentTests,
): readonly ExcludedTest[] =>
  verdicts
    .filter(({ found }) => found === 'pretended')
    .flatMap(({ sentence, dependentTests }) =>
      (dependentTests?.[where] ?? []).map((test) => ({ test, because: `The emulator does not do this: ${sentence}.` })),
    )
