/**
 * Where the pages live under the service's origin, as one list: the API's routes, CloudFront's behaviours, the local server and
 * the embedding scripts are made from it.
 */

export interface PageRoute {
  /** The folder of the page below `widgets/`. */
  readonly page: 'visitor' | 'agent' | 'admin'
  readonly path: string
  /**
   * Whose list of embedding origins says who may frame it: that of the site that the path names, that of the stage where no site
   * is known, or nobody.
   */
  readonly framedBy: 'site' | 'stage' | 'nobody'
}

export const pageRoutes = [
  { page: 'visitor', path: '/form/{siteId}', framedBy: 'site' },
  { page: 'agent', path: '/agent/{siteId}', framedBy: 'site' },
  { page: 'agent', path: '/agent', framedBy: 'stage' },
  { page: 'admin', path: '/admin', framedBy: 'nobody' },
] as const satisfies readonly PageRoute[]

export type PageName = PageRoute['page']

/** The visitor's page of a site, which the chat's link leads to. */
export const visitorPagePath = (siteId: string): string => `/form/${siteId}`

/** The agent panel; without a site it is framed by the origins that the stage lists. */
export const agentPagePath = (siteId: string | undefined): string =>
  siteId === undefined ? '/agent' : `/agent/${siteId}`
