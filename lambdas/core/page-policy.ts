/**
 * The security headers of each page. They allow only our own scripts and styles, by hash; no markup from strings; no
 * third party; and framing by the listed origins alone.
 */
/**
 * A template's logo may come only from an origin that the site lists, because a request for an image can carry data to
 * another server.
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
 * Returns the headers of one document. An agent desktop with cross-origin isolation (COEP) may frame it: the document
 * allows loading from other origins and requests images without credentials. `frame-ancestors` alone decides which
 * pages may frame it.
 */
export const pageHeaders = (
  embeddingOrigins: readonly string[],
  /** Additional origins to which the page's script may connect. */
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
