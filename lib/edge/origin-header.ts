/** The header by which the API knows that a request came through CloudFront and its firewall. */
export const originHeader = 'x-sealform-origin'
