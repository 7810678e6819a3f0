/** The headers that prove to the APIs that a request came through CloudFront and its firewall. */

/** The header for the WebSocket API, whose authorizer reads it. */
export const originHeader = 'x-sealform-origin'

/** The header for the REST API, whose resource policy reads it. It replaces the viewer's own. */
export const restOriginHeader = 'referer'
