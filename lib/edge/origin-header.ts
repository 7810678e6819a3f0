/** The header that proves to the API that a request came through CloudFront and its firewall. */
export const originHeader = 'x-sealform-origin'
