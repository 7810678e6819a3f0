/** End-to-end tests that say nothing of a deployed API, each with the reason. They are left out by name, and counted. */
export interface Difference {
  /** The whole name of the test, its groups before it. */
  readonly test: string
  readonly because: string
}

export const differences: readonly Difference[] = [
  {
    test: 'each step answers with its own fields and no others extend-form, report-progress and decline-form',
    because: 'API Gateway says application/json of a reply that has no type, even of one without a body. So does AWS.',
  },
  {
    test: 'ids that a brand brings along "a/b" is no id of a conversation or an agent',
    because:
      'The emulator takes %2F in a path for a slash, finds no such path and answers 404, where AWS hands it to the step.',
  },
]

/** Checks of the smoke run that fail here, in its order. */
export const smokeDifferences: readonly Difference[] = [
  {
    test: 'Looking at the link spends nothing',
    because: 'The link names the distribution, whose name resolves in an account alone.',
  },
  {
    test: 'Every reply carries the protective headers',
    because: "Those of the page are the distribution's, which the front of these tests does not stand for.",
  },
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** For vitest: every test but these. */
export const allButThese = `^(?!(?:${differences.map(({ test }) => escaped(test)).join('|')})$)`
