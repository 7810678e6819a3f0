/** Paths as API Gateway matches them with the patterns of its resources. */

const segmentsOf = (path: string): string[] => path.split('/').slice(1)

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** The parameters when the path fits the pattern, each segment decoded; a parameter is never empty. */
export const matchPath = (pattern: string, path: string): Record<string, string> | undefined => {
  const wanted = segmentsOf(pattern)
  const given = segmentsOf(path)
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [place, segment] of wanted.entries()) {
    const value = decoded(given[place] ?? '')
    const name = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (value === undefined || (name === undefined ? value !== segment : value === '')) return undefined
    if (name !== undefined) parameters[name] = value
  }
  return parameters
}
