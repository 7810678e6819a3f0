/**
 * Computes the download size of a page. The size includes everything that the page loads in its largest language,
 * compressed as CloudFront does.
 */
import { brotliCompressSync, constants } from 'node:zlib'
import type { PageName } from '../../contracts/pages.ts'
import type { BuiltPages } from '../../lib/edge/pages/build-pages.ts'

/** The quality of the compression. CloudFront compresses during the request and does not use the highest quality. */
const quality = 5

export const compressed = (body: Uint8Array | string): Buffer =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })

export interface Weight {
  readonly name: string
  /** The compressed size. */
  readonly bytes: number
}

/** The project's performance goals. For each page, there is an upper limit and a goal in bytes. */
export const weightBudgets = {
  visitor: { maximum: 60_000, goal: 40_000 },
  agent: { maximum: 90_000, goal: 60_000 },
} as const satisfies Partial<Record<PageName, { maximum: number; goal: number }>>

/**
 * Returns the size of a page. The size includes the page's document, the files that the document names, and the largest
 * file that the page may load on demand. Throws if a file is missing.
 */
export const pageWeight = (built: BuiltPages, page: keyof typeof weightBudgets): Weight => {
  const html = built.documents[page] ?? ''
  const named = built.files.filter(({ path }) => html.includes(`"${path}"`))
  const byNeed = built.files.filter(({ path }) => path.startsWith(`/assets/${page}-`))
  if (named.length < 3 || byNeed.length === 0) throw new Error(`the page ${page} is incomplete`)
  const whole = [html, ...named.map(({ body }) => body)].map((body) => compressed(body).length)
  const heaviest = Math.max(...byNeed.map(({ body }) => compressed(body).length))
  return { name: page, bytes: whole.reduce((sum, bytes) => sum + bytes, heaviest) }
}

/** Returns the sizes of the scripts that a brand's own page loads. */
export const embeddingScriptWeights = ({ files }: BuiltPages): readonly Weight[] =>
  ['/embed.js', '/agent.js'].map((name) => {
    const file = files.find(({ path }) => path === name)
    if (file === undefined) throw new Error(`there is no ${name}`)
    return { name, bytes: compressed(file.body).length }
  })
