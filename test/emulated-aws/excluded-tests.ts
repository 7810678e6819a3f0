/** End-to-end tests that say nothing of a deployed API, each with the reason. They are left out by name, and counted. */
export interface ExcludedTest {
  /** The whole name of the test, its groups before it. */
  readonly test: string
  readonly because: string
}

/** In which AWS itself differs from the local run. What the emulator differs in, its behaviours tell. */
export const excludedTests: readonly ExcludedTest[] = [
  {
    test: 'each step answers with its own fields and no others extend-form, report-progress and decline-form',
    because: 'API Gateway says application/json of a reply that has no type, even of one without a body. So does AWS.',
  },
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** For vitest: every test but these. */
export const exclusionPattern = (left: readonly ExcludedTest[]): string =>
  `^(?!(?:${left.map(({ test }) => escaped(test)).join('|')})$)`
