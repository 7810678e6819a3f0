/** Matches paths with patterns as API Gateway does for its resources. */
import { decodePathSegment } from '../contracts/path-segment.ts'

const segmentsOf = (path: string): string[] => path.split('/').slice(1)

/** Returns the parameters if the path matches the pattern. The parameters are not decoded. No parameter is empty. */
export const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  const expected = segmentsOf(pattern)
  const given = segmentsOf(path)
  if (expected.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [place, segment] of expected.entries()) {
    const value = given[place] ?? ''
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (name === undefined ? decodePathSegment(value) !== segment : value === '') return undefined
    if (name !== undefined) parameters[name] = value
  }
  return parameters
}
