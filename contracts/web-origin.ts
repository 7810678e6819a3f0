import { parseUrl } from './parse-url.ts'

/**
 * Matches a scheme, a host and an optional port in canonical spelling. URLs allow hosts such as `*`, `a;b` and `a,b`,
 * which have another meaning in a header that lists origins. A host may therefore contain only letters, digits, dots
 * and dashes, or be an IPv6 address.
 */
export const originPattern =
  /^(https:\/\/([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:\d+)?$/

/** True for an origin without a path, such as `https://chat.example.com`; `http://` is allowed only on localhost. */
export const isWebOrigin = (value: string): boolean => {
  return originPattern.test(value) && parseUrl(value)?.origin === value
}
