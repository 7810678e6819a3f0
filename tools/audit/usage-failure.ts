/** What is wrong with the command line or with what it names: one sentence for a person. */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure'
}
