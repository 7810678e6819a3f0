/** The refusals that a mutation run replaces: one mutant for each code that the contract of a step lists. */
import type { RefusalCode } from '../../../contracts/problem.ts'
import { protocol, type StepName } from '../../../contracts/protocol.ts'
import { commonRefusals } from '../../../contracts/step.ts'

export interface RefusalMutant {
  readonly step: StepName
  readonly code: RefusalCode
  /** The code that replaces it, which the contract of the step lists too. */
  readonly replacement: RefusalCode
  /** The test file of the step, relative to `test/steps`. */
  readonly testFile: string
  /** The place of the code in the contract's list. A run has one mutant of each step, so mutants are run by place. */
  readonly place: number
}

export const stepTestFile = (step: StepName): string => `${protocol[step].zone}/${step}.test.ts`

export const steps: readonly StepName[] = Object.values(protocol).map(({ name }) => name)

export const refusalMutants: readonly RefusalMutant[] = steps.flatMap((step) => {
  const { refusals }: { readonly refusals: readonly RefusalCode[] } = protocol[step]
  const listed = [...refusals, ...commonRefusals]
  return refusals.map((code, place) => ({
    step,
    code,
    // The common refusals come last, so every code has a next one.
    replacement: listed[place + 1] ?? 'not-valid',
    testFile: stepTestFile(step),
    place,
  }))
})

/** The variable with the place of the mutants of a run. Unset, a run has no mutant. */
export const placeVariable = 'REFUSAL_MUTANT_PLACE'
