/**
 * End-to-end tests that do not apply to a deployed API, each with the reason. They are excluded by name, and counted.
 */
export interface ExcludedTest {
  /** The full name of the test, prefixed by its groups. */
  readonly test: string
  readonly because: string
}

/** Where AWS itself differs from the local run. For the emulator's own differences see the behaviours. */
export const excludedTests: readonly ExcludedTest[] = [
  {
    test: 'each step answers with its own fields and no others extend-form, report-progress and decline-form',
    because:
      'API Gateway adds the content type application/json to a reply without one, even to an empty one. So does AWS.',
  },
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** For vitest: matches every test except these. */
export const exclusionPattern = (left: readonly ExcludedTest[]): string =>
  `^(?!(?:${left.map(({ test }) => escaped(test)).join('|')})$)`
