/**
 * Fetches the pages as a browser would and compares each byte and each header that matters with what was built: tampering with a
 * page, a script or a policy between the build and the browser does not go unseen (PCI DSS 11.6.1).
 */
import { type PageRoute, pageRoutes } from '../../contracts/pages.ts'
import {
  connectOriginsOf,
  renderSignInSettings,
  type SignInSettings,
  signInSettingsPlaceholder,
} from '../../contracts/sign-in-settings.ts'
import { pageHeaders } from '../../lambdas/core/page-policy.ts'
import { fileHeaders, integrityOf } from '../../lib/edge/pages/page-file.ts'
import type { ExpectedPages } from './expected-pages.ts'

export interface WatchSettings {
  readonly origin: string
  readonly expected: ExpectedPages
  /** The sites to look at, and who may frame the pages of each. */
  readonly sites: ReadonlyMap<string, readonly string[]>
  /** Who may frame the pages of no site. */
  readonly stageOrigins: readonly string[]
  /** What the administration page should be told of signing in; nothing where the stage tells it nothing. */
  readonly signIn?: SignInSettings | undefined
}

export interface WatchResult {
  /** How many addresses were fetched. */
  readonly fetched: number
  /** A sentence for each thing that is not as it was built. */
  readonly differences: readonly string[]
}

interface FetchedReply {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

const replyTimeoutMilliseconds = 20_000
/** A name that no stage has for a site. */
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
  for (const { path, page, embeddingOrigins } of watchedDocuments(settings)) {
    const wanted = expected.documents.find((document) => document.page === page)
    const document = wanted && (await get(path))
    if (wanted === undefined || document === undefined) continue
    const { told, connectsTo } =
      page === 'admin' ? withoutSignInSettings(settings, document) : { told: document, connectsTo: [] }
    const headers = pageHeaders(embeddingOrigins, connectsTo)
    differences.push(...compare(path, told, { hash: wanted.hash, headers }))
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
 * The document without what it should be told of signing in, as it was built, and where that lets it speak to. Told anything else it
 * stays as it is, and is not what was built.
 */
const withoutSignInSettings = ({ signIn }: WatchSettings, document: FetchedReply) => {
  if (signIn === undefined) return { told: document, connectsTo: [] }
  const text = new TextDecoder()
    .decode(document.body)
    .replace(renderSignInSettings(signIn), () => signInSettingsPlaceholder)
  const told = { ...document, body: new TextEncoder().encode(text) }
  return { told, connectsTo: connectOriginsOf(signIn) }
}

interface WatchedDocument {
  readonly path: string
  readonly page: PageRoute['page']
  readonly embeddingOrigins: readonly string[]
}

const watchedDocuments = ({ sites, stageOrigins }: WatchSettings): readonly WatchedDocument[] =>
  pageRoutes.flatMap(({ path, page, framedBy }): WatchedDocument[] => {
    if (framedBy !== 'site') return [{ path, page, embeddingOrigins: framedBy === 'stage' ? stageOrigins : [] }]
    return [...sites, [unknownSite, []] as const].map(([site, embeddingOrigins]) => ({
      path: path.replace('{siteId}', site),
      page,
      embeddingOrigins,
    }))
  })

const compare = (
  path: string,
  { status, headers, body }: FetchedReply,
  wanted: { readonly hash: string; readonly headers: Readonly<Record<string, string>> },
): readonly string[] => {
  if (status !== 200) return [`${path} is answered with ${status}.`]
  const found = integrityOf(body)
  return [
    ...(found === wanted.hash ? [] : [`${path} is not what was built: it is ${found}, not ${wanted.hash}.`]),
    ...Object.entries(wanted.headers)
      .filter(([name, value]) => headers.get(name) !== value)
      .map(([name, value]) => `${path} says ${name}: ${headers.get(name) ?? '(nothing)'}, not ${value}.`),
    ...forbiddenHeaders
      .filter((name) => headers.has(name))
      .map((name) => `${path} says ${name}, which it should not say at all.`),
  ]
}

/** What would let something in or send something out beside the policy. */
const forbiddenHeaders = [
  'set-cookie',
  'link',
  'refresh',
  'report-to',
  'content-security-policy-report-only',
  'sourcemap',
]

/** Whatever a document leads to, however it is written. */
const referencedAddresses = (body: Uint8Array): readonly string[] =>
  [...new TextDecoder().decode(body).matchAll(/\b(?:src|href|srcset|action|data)\s*=\s*["']?([^"'\s>]+)/gi)].map(
    ([, address = '']) => address,
  )

/** Nothing when there was no whole reply. The origin asks for the headers of a cross-origin request, too. */
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
