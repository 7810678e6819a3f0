/** Matches a JSON event as CloudWatch Logs does. */
import { runInNewContext } from 'node:vm'

/** The most characters of a filter: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const maxPatternLength = 1_024

/** Supports `$.a.b[0] = "value"` with `*` as a wildcard, `&&`, `||` and brackets. */
export function matches(pattern: string, event: object): boolean {
  const isEqual = (path: string, wanted: string): boolean => {
    const value = path
      .split(/[.[\]]+/)
      .reduce<unknown>((from, name) => (name === '' ? from : Object(from)[name]), event)
    const parts = wanted.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    return typeof value === 'string' && new RegExp(`^${parts.join('.*')}$`).test(value)
  }
  const body = pattern.replace(/^\{(.*)\}$/s, '$1')
  const expression = body.replaceAll(/\$\.([\w.[\]]+) = ("[^"]*")/g, 'isEqual("$1", $2)')
  if (/[$=]/.test(expression.replaceAll(/"[^"]*"/g, ''))) throw new Error(`${pattern} is not supported`)
  return runInNewContext(expression, { isEqual }) === true
}
