import { createHash } from 'node:crypto'

/**
 * One file to put into the bucket of the pages, or to serve from memory: the same on both ways.
 *
 * An upload sets `contentType` and `cacheControl` as the object's metadata, before the functions of the same build are deployed,
 * and deletes no older file: documents and embedding scripts that browsers and brands still hold name them. `headers` are what
 * CloudFront adds to every file of the bucket (lib/edge/file-headers.ts); the local server sends them itself.
 */
export interface PageFile {
  /** With its leading slash: the key of the object is what follows. */
  readonly path: string
  readonly contentType: string
  readonly cacheControl: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** For files that are named after their content. */
export const cacheForever = 'public, max-age=31536000, immutable'
/** For files whose name stays while their content changes with a deployment. */
export const cacheForFiveMinutes = 'public, max-age=300'

const contentTypes = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const
export type FileKind = keyof typeof contentTypes

/**
 * Nothing here is secret and nothing is a document, so any page may load it: a brand's loads the embedding scripts, with
 * `crossorigin`, because a browser checks `integrity` only of what it may read.
 */
export const fileHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
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

/** Named after what is in it, so that it may be kept for ever. */
export const assetFile = (name: string, kind: FileKind, body: Uint8Array): PageFile =>
  pageFile(`/assets/${name}.${contentHash(body)}.${kind}`, kind, { body, cacheControl: cacheForever })

/** The first 64 bits of the content's hash: enough to tell builds apart. That nothing was swapped is for `integrityOf`. */
export const contentHash = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex').slice(0, 16)

/** As the `integrity` attribute takes it. https://www.w3.org/TR/SRI/ */
export const integrityOf = (body: Uint8Array): string => `sha384-${createHash('sha384').update(body).digest('base64')}`
