/**
 * Computes the download size of a page. The size includes everything that the page loads in its largest language,
 * compressed as CloudFront does.
 */
import { brotliCompressSync, constants } from 'node:zlib'
import type { PageName } from '../../contracts/pages.ts'
import type { BuiltPages } from '../../lib/edge/pages/build-pages.ts'
import { pageLocales } from '../../widgets/shared/page-locales.ts'

/** The quality of the compression. CloudFront compresses during the request and does not use the highest quality. */
const quality = 5

export const compressed = (body: Uint8Array | string): Buffer =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })

export interface Weight {
  readonly name: string
  /** The compressed size. */
  readonly bytes: number
}

export interface PageWeights {
  readonly 'visitor, until the first question': number
  readonly 'visitor, until the receipt': number
  readonly agent: number
}

const sizeOf = (body: Uint8Array | string): number => compressed(body).length
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

/**
 * Returns the size of what a page loads at once, which includes its largest language, and the size of what it loads later. Throws if a
 * file is missing.
 */
const partsOf = ({ documents, files }: BuiltPages, page: PageName) => {
  const html = documents[page] ?? ''
  const named = files.filter(({ path }) => html.includes(`"${path}"`))
  const onDemand = files.filter(({ path }) => path.startsWith(`/assets/${page}-`))
  const nameOf = (path: string) => /-([^.]*)[.]/.exec(path)?.[1]
  const languages = onDemand.filter(({ path }) => pageLocales.some((locale) => locale.toLowerCase() === nameOf(path)))
  if (named.length < 2 || languages.length < pageLocales.length - 1) throw new Error(`the page ${page} is incomplete`)
  const largestLanguage = Math.max(...languages.map(({ body }) => sizeOf(body)))
  return {
    atOnce: sum([html, ...named.map(({ body }) => body)].map(sizeOf)) + largestLanguage,
    later: sum(onDemand.filter((file) => !languages.includes(file)).map(({ body }) => sizeOf(body))),
  }
}

/** Returns the sizes of the pages in bytes. */
export const pageWeights = (built: BuiltPages): PageWeights => {
  const visitor = partsOf(built, 'visitor')
  const agent = partsOf(built, 'agent')
  return {
    'visitor, until the first question': visitor.atOnce,
    'visitor, until the receipt': visitor.atOnce + visitor.later,
    agent: agent.atOnce + agent.later,
  }
}

/** Returns the sizes of the scripts that a brand's own page loads. */
export const embeddingScriptWeights = ({ files }: BuiltPages): readonly Weight[] =>
  ['/embed.js', '/agent.js'].map((name) => {
    const file = files.find(({ path }) => path === name)
    if (file === undefined) throw new Error(`there is no ${name}`)
    return { name, bytes: compressed(file.body).length }
  })
