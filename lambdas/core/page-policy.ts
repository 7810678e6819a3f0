/**
 * What a browser is told with each page: scripts and styles of our own alone and each with its hash, no markup from strings, no
 * third party, a frame only of the origins that are listed.
 */
/**
 * A template's logo may come from an origin that the site lists, and from nowhere else: an image is a request, and a request
 * can carry something away.
 */
const contentSecurityPolicy = (embeddingOrigins: readonly string[], connectsTo: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["connect-src 'self'", ...connectsTo].join(' '),
    ["img-src 'self' data:", ...embeddingOrigins].join(' '),
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${embeddingOrigins.length === 0 ? "'none'" : embeddingOrigins.join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/**
 * The headers of one document. It may be framed where a desktop isolates itself (COEP), so it says that it may be loaded from
 * elsewhere and asks for pictures without credentials; `frame-ancestors` alone decides who frames it.
 */
export const pageHeaders = (
  embeddingOrigins: readonly string[],
  /** Origins beside the service's own that the page's script may speak to. */
  connectsTo: readonly string[] = [],
): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy(embeddingOrigins, connectsTo),
  // https://w3c.github.io/webappsec-subresource-integrity/#integrity-policy-section
  'Integrity-Policy': 'blocked-destinations=(script)',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
})
