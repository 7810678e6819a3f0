/**
 * The paths of the pages under the service's origin. The API's routes, CloudFront's behaviours, the local server and
 * the embedding scripts are derived from this list.
 */

export interface PageRoute {
  /** The folder of the page below `widgets/`. */
  readonly page: 'visitor' | 'agent' | 'admin'
  readonly path: string
  /** Which embedding origins may frame the page: those of the site that the path names, those of the stage, or none. */
  readonly framedBy: 'site' | 'stage' | 'none'
}

export const pageRoutes = [
  { page: 'visitor', path: '/form/{siteId}', framedBy: 'site' },
  { page: 'agent', path: '/agent/{siteId}', framedBy: 'site' },
  { page: 'agent', path: '/agent', framedBy: 'stage' },
  { page: 'admin', path: '/admin', framedBy: 'none' },
] as const satisfies readonly PageRoute[]

export type PageName = PageRoute['page']

/** The path of a site's visitor page, to which the link in the chat leads. */
export const visitorPagePath = (siteId: string): string => `/form/${siteId}`

/** The path of the agent panel. Without a site, the embedding origins of the stage may frame it. */
export const agentPagePath = (siteId: string | undefined): string =>
  siteId === undefined ? '/agent' : `/agent/${siteId}`
