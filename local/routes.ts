/** Finds the step that a method and a path mean, from the protocol alone. */
import { protocol, type StepName } from '../contracts/protocol.ts'

export type Route =
  | { readonly step: StepName; readonly pathParameters: Record<string, string> }
  | { readonly methods: readonly string[] }

const stepNames = Object.keys(protocol).filter((name): name is StepName => Object.hasOwn(protocol, name))

const segmentsOf = (path: string): string[] => path.split('/').slice(1)

const decoded = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** The parameters when the path fits the pattern, each segment decoded; a parameter is never empty. */
const match = (pattern: string, path: string): Record<string, string> | undefined => {
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

/** The step; or, where only other methods are taken, those; nothing when there is no such path. */
export const routeOf = (method: string, path: string): Route | undefined => {
  const methods: string[] = []
  for (const step of stepNames) {
    const pathParameters = match(protocol[step].path, path)
    if (pathParameters === undefined) continue
    if (protocol[step].method === method) return { step, pathParameters }
    methods.push(protocol[step].method)
  }
  return methods.length === 0 ? undefined : { methods }
}
