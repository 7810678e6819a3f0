/** Compares the running Node with the oldest one that the package supports. */

const partsOf = (version: string): readonly number[] => version.split('.').map(Number)

/**
 * Returns a sentence if the Node is too old, otherwise nothing.
 * @param range the range in `engines`, such as `>=22.19`
 * @param running the version of the running Node, such as `24.21.0`
 */
export const oldNodeMessage = (range: string, running: string): string | undefined => {
  const oldest = range.replace('>=', '')
  const [major = 0, minor = 0] = partsOf(running)
  const [oldestMajor = 0, oldestMinor = 0] = partsOf(oldest)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined
  return `sealform needs Node ${oldest} or newer, and this is Node ${running}.`
}
