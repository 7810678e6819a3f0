/**
 * Fetches the pages as a browser would, and compares every byte and every relevant header with the build. This detects
 * tampering with a page, a script or a policy between the build and the browser (PCI DSS 11.6.1).
 */
import { type PageRoute, pageRoutes } from '../../contracts/pages.ts'
import {
  connectOriginsOf,
  renderSignInSettings,
  type SignInSettings,
  signInSettingsPlaceholder,
} from '../../contracts/sign-in-settings.ts'
import { renderedSiteName, siteNamePlaceholder } from '../../contracts/site-name-meta.ts'
import { pageHeaders } from '../../lambdas/core/page-policy.ts'
import { fileHeaders, integrityOf } from '../../lib/edge/pages/page-file.ts'
import type { ExpectedPages } from './expected-pages.ts'

export interface WatchSettings {
  readonly origin: string
  readonly expected: ExpectedPages
  /** The sites to check, each with the origins that may embed its pages. */
  readonly sites: ReadonlyMap<string, readonly string[]>
  /** The origins that may embed the pages that belong to no site. */
  readonly stageOrigins: readonly string[]
  /**
   * The sign-in settings that the administration page should contain. Undefined if the stage has no sign-in settings.
   */
  readonly signIn?: SignInSettings | undefined
}

export interface WatchResult {
  /** The number of addresses that were fetched. */
  readonly fetched: number
  /** A sentence for each difference from the build. */
  readonly differences: readonly string[]
}

interface FetchedReply {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

const replyTimeoutMilliseconds = 20_000
/** The id of a site that does not exist. It is used to check the page for unknown sites. */
const unknownSite = 'no-such-site-page-watch'

export const watchPages = async (settings: WatchSettings): Promise<WatchResult> => {
  const { origin, expected } = settings
  const differences: string[] = []
  let fetched = 0
  const get = async (path: string): Promise<FetchedReply | undefined> => {
    fetched += 1
    const answer = await fetchReply(new URL(path, origin))
    if (answer === undefined) differences.push(`${path} could not be fetched.`)
    return answer
  }
  const named = new Set<string>()
  for (const { path, page, embeddingOrigins, isNamed } of watchedDocuments(settings)) {
    const expectedDocument = expected.documents.find((document) => document.page === page)
    const document = expectedDocument && (await get(path))
    if (expectedDocument === undefined || document === undefined) continue
    const { asBuilt, connectsTo } =
      page === 'admin'
        ? withoutSignInSettings(settings, document)
        : { asBuilt: isNamed ? withoutSiteName(document) : document, connectsTo: [] }
    const headers = pageHeaders(new TextDecoder().decode(asBuilt.body), embeddingOrigins, connectsTo)
    differences.push(...compare(path, asBuilt, { hash: expectedDocument.hash, headers }))
    for (const address of referencedAddresses(document.body)) named.add(address)
  }
  const known = new Map(expected.files.map((file) => [file.path, file]))
  for (const address of named) {
    if (!known.has(address)) differences.push(`A document names ${address}, which is not in the inventory.`)
  }
  for (const [path, { hash, contentType, cacheControl }] of known) {
    const file = await get(path)
    const headers = { ...fileHeaders, 'Content-Type': contentType, 'Cache-Control': cacheControl }
    if (file !== undefined) differences.push(...compare(path, file, { hash, headers }))
  }
  return { fetched, differences }
}

/**
 * Replaces the expected sign-in settings in the document with the placeholder that the build contains, and returns the
 * origins that the settings allow the page to connect to. If the document contains any other settings, it is not
 * changed, so it differs from the build.
 */
const withoutSignInSettings = ({ signIn }: WatchSettings, document: FetchedReply) => {
  if (signIn === undefined) return { asBuilt: document, connectsTo: [] }
  const asBuilt = withText(document, (text) =>
    text.replace(renderSignInSettings(signIn), () => signInSettingsPlaceholder),
  )
  return { asBuilt, connectsTo: connectOriginsOf(signIn) }
}

/**
 * Replaces the site's name in the document with the placeholder that the build contains. The name can be any text, because
 * administrators change it at any time. Everything else in the document, including a second name, is compared.
 */
const withoutSiteName = (document: FetchedReply): FetchedReply =>
  withText(document, (text) => text.replace(renderedSiteName, () => siteNamePlaceholder))

const withText = (document: FetchedReply, change: (text: string) => string): FetchedReply => ({
  ...document,
  body: new TextEncoder().encode(change(new TextDecoder('utf-8', { ignoreBOM: true }).decode(document.body))),
})

interface WatchedDocument {
  readonly path: string
  readonly page: PageRoute['page']
  readonly embeddingOrigins: readonly string[]
  /** True if the document contains the name of its site. */
  readonly isNamed: boolean
}

const watchedDocuments = ({ sites, stageOrigins }: WatchSettings): readonly WatchedDocument[] =>
  pageRoutes.flatMap(({ path, page, framedBy }): WatchedDocument[] => {
    if (framedBy !== 'site')
      return [{ path, page, embeddingOrigins: framedBy === 'stage' ? stageOrigins : [], isNamed: false }]
    return [...sites, [unknownSite, []] as const].map(([site, embeddingOrigins]) => ({
      path: path.replace('{siteId}', site),
      page,
      embeddingOrigins,
      isNamed: page === 'visitor' && site !== unknownSite,
    }))
  })

const compare = (
  path: string,
  { status, headers, body }: FetchedReply,
  expected: { readonly hash: string; readonly headers: Readonly<Record<string, string>> },
): readonly string[] => {
  if (status !== 200) return [`${path} is answered with ${status}.`]
  const found = integrityOf(body)
  return [
    ...(found === expected.hash ? [] : [`${path} is not what was built: it is ${found}, not ${expected.hash}.`]),
    ...Object.entries(expected.headers)
      .filter(([name, value]) => headers.get(name) !== value)
      .map(([name, value]) => `${path} says ${name}: ${headers.get(name) ?? '(nothing)'}, not ${value}.`),
    ...forbiddenHeaders
      .filter((name) => headers.has(name))
      .map((name) => `${path} says ${name}, which it should not say at all.`),
  ]
}

/** Headers that could make the browser load or send something that the policy does not cover. */
const forbiddenHeaders = [
  'set-cookie',
  'link',
  'refresh',
  'report-to',
  'content-security-policy-report-only',
  'sourcemap',
]

/** Returns every address that a document refers to, in any notation. */
const referencedAddresses = (body: Uint8Array): readonly string[] =>
  [...new TextDecoder().decode(body).matchAll(/\b(?:src|href|srcset|action|data)\s*=\s*["']?([^"'\s>]+)/gi)].map(
    ([, address = '']) => address,
  )

/**
 * Fetches an address. Returns `undefined` if there was no complete reply. The `Origin` header makes the service also
 * send its cross-origin headers.
 */
const fetchReply = async (address: URL): Promise<FetchedReply | undefined> => {
  try {
    const response = await fetch(address, {
      headers: { Origin: 'https://page-watch.invalid' },
      redirect: 'manual',
      signal: AbortSignal.timeout(replyTimeoutMilliseconds),
    })
    return { status: response.status, headers: response.headers, body: await response.bytes() }
  } catch {
    return undefined
  }
}
