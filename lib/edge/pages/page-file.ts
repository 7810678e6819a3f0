import { createHash } from 'node:crypto'

/**
 * A file that is uploaded to the pages' bucket, or served from memory in the same form.
 * An upload sets `contentType` and `cacheControl` as the object's metadata, before the functions of the same build are
 * deployed. It deletes no older file, because browsers and brands still have documents and embedding scripts that refer
 * to them. CloudFront adds `headers` to every file in the bucket (lib/edge/file-headers.ts); the local server sends
 * them itself.
 */
export interface PageFile {
  /** The path with its leading slash. The rest of it is the object's key. */
  readonly path: string
  readonly contentType: string
  readonly cacheControl: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** The `Cache-Control` header of files that are named after their content. */
export const cacheForever = 'public, max-age=31536000, immutable'
/** The `Cache-Control` header of files whose content changes with a deployment while their name stays the same. */
export const cacheForFiveMinutes = 'public, max-age=300'

const contentTypes = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const
export type FileKind = keyof typeof contentTypes

/**
 * The policy of a file that a browser opens as a document, which is the reference of the API. It allows our own styles
 * and pictures, and no script. It has no effect on a file that another document loads.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * The headers of all files. The files are public, so any page may load them. A brand's page loads the embedding scripts
 * with `crossorigin`, because a browser checks `integrity` only for files that it may read.
 */
export const fileHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
} as const

export const pageFile = (
  path: string,
  kind: FileKind,
  { body, cacheControl }: Pick<PageFile, 'body' | 'cacheControl'>,
): PageFile => ({ path, contentType: contentTypes[kind], cacheControl, body, headers: fileHeaders })

/** Returns a file that is named after its content, so that it can be cached forever. */
export const assetFile = (name: string, kind: FileKind, body: Uint8Array): PageFile =>
  pageFile(`/assets/${name}.${contentHash(body)}.${kind}`, kind, { body, cacheControl: cacheForever })

/**
 * Returns the first 64 bits of the content's hash, which are enough to distinguish builds. `integrityOf` protects
 * against tampering.
 */
export const contentHash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex').slice(0, 16)

/** Returns the value of the `integrity` attribute. https://www.w3.org/TR/SRI/ */
export const integrityOf = (body: Uint8Array, algorithm: 'sha256' | 'sha384' = 'sha384'): string =>
  `${algorithm}-${createHash(algorithm).update(body).digest('base64')}`
