/**
 * What a browser is told with each page: scripts and styles of our own alone and each with its hash, no markup from strings, no
 * third party, a frame only of the origins that are listed.
 */
import type { PageName } from '../../contracts/pages.ts'

/** `lit` makes the one policy of this name. Where it is not used, there is no policy at all. */
const trustedTypes: Readonly<Record<PageName, string>> = { visitor: "'none'", agent: "'none'", admin: 'lit-html' }

/**
 * A template's logo may come from an origin that the site lists, and from nowhere else: an image is a request, and a request
 * can carry something away.
 */
const contentSecurityPolicy = (page: PageName, embeddingOrigins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    ["img-src 'self' data:", ...embeddingOrigins].join(' '),
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${embeddingOrigins.length === 0 ? "'none'" : embeddingOrigins.join(' ')}`,
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes[page]}`,
  ].join('; ')

/**
 * The headers of one document. It may be framed where a desktop isolates itself (COEP), so it says that it may be loaded from
 * elsewhere and asks for pictures without credentials; `frame-ancestors` alone decides who frames it.
 */
export const pageHeaders = (page: PageName, embeddingOrigins: readonly string[]): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy(page, embeddingOrigins),
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
