/** The tests whose results do not count in the emulated account, each with the reason. */
import { type DependentTests, emulatorGaps } from './emulator-gaps.ts'

export interface InconclusiveTest {
  /** The full name of the test, prefixed by its groups. */
  readonly test: string
  readonly because: string
}

/** The tests that depend on what the emulator lacks. */
export const inconclusiveTests = (suite: keyof DependentTests): readonly InconclusiveTest[] =>
  emulatorGaps.flatMap(({ aws, tests }) =>
    (tests?.[suite] ?? []).map((test) => ({ test, because: `The emulator does not do this: ${aws}` })),
  )

/** End-to-end tests of which AWS itself differs from the local run. */
export const differentInAws: readonly InconclusiveTest[] = [
  {
    test: 'in a complete journey, extend-form, report-progress and decline-form return the fields in their contracts',
    because:
      'API Gateway adds the content type application/json to a reply without one, even to an empty one. So does AWS.',
  },
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** For vitest: matches every test except these. */
export const exclusionPattern = (excluded: readonly InconclusiveTest[]): string =>
  `^(?!(?:${excluded.map(({ test }) => escaped(test)).join('|')})$)`
