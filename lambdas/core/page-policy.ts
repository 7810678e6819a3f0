/**
 * The security headers of each page. They allow only our own scripts and styles, which are identified by their hashes.
 * They forbid markup from strings and requests to third parties. Only the listed origins may frame the page.
 */
import { createHash } from 'node:crypto'

/** The style sheet in a document, which is the only one of its page (docs/decisions/0067). */
const inlineStyle = /<style>([^<]*)<\/style>/

/** Returns the source expression that allows the document's style sheet and no other. https://www.w3.org/TR/CSP3/#grammardef-hash-source */
const styleSourceOf = (html: string): string => {
  const style = inlineStyle.exec(html)?.[1]
  return style === undefined ? "'none'" : `'sha256-${createHash('sha256').update(style).digest('base64')}'`
}

/**
 * The logo of a site or a template may come only from an origin that the site lists, because a request for an image can carry data to
 * another server.
 */
const contentSecurityPolicy = (
  html: string,
  embeddingOrigins: readonly string[],
  connectsTo: readonly string[],
): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styleSourceOf(html)}`,
    ["connect-src 'self'", ...connectsTo].join(' '),
    ["img-src 'self' data:", ...embeddingOrigins].join(' '),
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${embeddingOrigins.length === 0 ? "'none'" : embeddingOrigins.join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

/**
 * Returns the headers of one document. An agent desktop with cross-origin isolation (COEP) can frame the document,
 * because these headers let other origins load it and make it request images without credentials. `frame-ancestors`
 * alone decides which pages may frame the document.
 */
export const pageHeaders = (
  /** The document as it was built. */
  html: string,
  embeddingOrigins: readonly string[],
  /** Additional origins to which the page's script may connect. */
  connectsTo: readonly string[] = [],
): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy(html, embeddingOrigins, connectsTo),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
})
