import { parseUrl } from './parse-url.ts'

/**
 * A scheme, a host and perhaps a port, in their one canonical spelling. URLs allow hosts such as `*`, `a;b` and `a,b`, which mean
 * something else where origins are listed in a header: a host here has letters, digits, dots and dashes, or is an IPv6 address.
 */
export const originPattern =
  /^(https:\/\/([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:\d+)?$/

/** An origin and nothing more: `https://chat.example.com`, or `http://` on this very machine. */
export const isWebOrigin = (value: string): boolean => {
  return originPattern.test(value) && parseUrl(value)?.origin === value
}
