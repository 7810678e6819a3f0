/** The route of open-form, without its schemas: the visitor's page calls it before it has loaded them. */
export const openFormRoute = { method: 'POST', path: '/v1/visitor/open' } as const
