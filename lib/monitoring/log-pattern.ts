/**
 * Creates patterns for JSON log lines.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */

/** Returns a pattern that compares a field with a value. `*` in the value stands for any text. */
export const equals = (path: string, value: string): string => `($.${path} = "${value}")`
export const all = (...conditions: readonly string[]): string => `(${conditions.join(' && ')})`
export const either = (...conditions: readonly string[]): string => `(${conditions.join(' || ')})`
export const oneOf = (path: string, values: readonly string[]): string =>
  either(...values.map((value) => equals(path, value)))
export const pattern = (condition: string): string => `{ ${condition} }`
