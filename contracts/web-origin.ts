import { parseUrl } from './parse-url.ts'

/**
 * A scheme, a host and optionally a port, in canonical spelling. URLs allow hosts such as `*`, `a;b` and `a,b`, which have another
 * meaning in a header that lists origins. So a host may only have letters, digits, dots and dashes, or be an IPv6 address.
 */
export const originPattern =
  /^(https:\/\/([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:\d+)?$/

/** Only an origin, without a path: `https://chat.example.com`, or `http://` on localhost. */
export const isWebOrigin = (value: string): boolean => {
  return originPattern.test(value) && parseUrl(value)?.origin === value
}
