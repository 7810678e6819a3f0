/** The command line, or a file that it names, is wrong: one sentence for a person. The command exits with 2. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure'
}
