/**
 * An error whose message states in one sentence what is wrong with the command line, or with a file that it names. The
 * command exits with 2.
 */
export class UsageFailure extends Error {
  override readonly name = 'UsageFailure'
}
