/** Finds the step for a method and path in the protocol, and the page for a path. */
import { type PageRoute, pageRoutes } from '../contracts/pages.ts'
import { protocol, type StepName } from '../contracts/protocol.ts'
import { matchPath } from './path-pattern.ts'

export type Route =
  | { readonly step: StepName; readonly pathParameters: Record<string, string> }
  | { readonly methods: readonly string[] }

const stepNames = Object.keys(protocol).filter((name): name is StepName => Object.hasOwn(protocol, name))

/**
 * Returns the step for the method and path. If the path exists only with other methods, returns the allowed methods. If
 * the path does not exist, returns `undefined`.
 */
export const routeOf = (method: string, path: string): Route | undefined => {
  const methods: string[] = []
  for (const step of stepNames) {
    const pathParameters = matchPath(protocol[step].path, path)
    if (pathParameters === undefined) continue
    if (protocol[step].method === method) return { step, pathParameters }
    methods.push(protocol[step].method)
  }
  return methods.length === 0 ? undefined : { methods }
}

export interface RoutedPage {
  readonly route: PageRoute
  readonly pathParameters: Record<string, string>
}

/**
 * Returns the page for a path. Ignores a slash at the end of the path, as API Gateway does: chats and gateways append
 * one to a link.
 */
export const pageAt = (path: string): RoutedPage | undefined => {
  for (const route of pageRoutes) {
    const pathParameters = matchPath(route.path, path.replace(/\/$/, ''))
    if (pathParameters !== undefined) return { route, pathParameters }
  }
  return undefined
}
