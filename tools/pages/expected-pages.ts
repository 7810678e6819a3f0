/** The documents and files that a deployment of this build must serve, with their hashes and headers. */
import * as z from 'zod/mini'
import { type BuiltPages, buildPages } from '../../lib/edge/pages/build-pages.ts'
import { integrityOf } from '../../lib/edge/pages/page-file.ts'

const hash = z.string().check(z.regex(/^sha384-[A-Za-z0-9+/]{64}$/))

export const ExpectedPages = z.strictObject({
  documents: z.array(z.strictObject({ page: z.enum(['visitor', 'agent', 'admin']), hash })),
  files: z.array(
    z.strictObject({ path: z.string().check(z.regex(/^\//)), hash, contentType: z.string(), cacheControl: z.string() }),
  ),
})
export type ExpectedPages = z.infer<typeof ExpectedPages>

const hashOfText = (text: string): string => integrityOf(new TextEncoder().encode(text))

export const expectedPagesOf = ({ documents, files }: BuiltPages): ExpectedPages =>
  ExpectedPages.parse({
    documents: Object.entries(documents).map(([page, html]) => ({ page, hash: hashOfText(html) })),
    files: files.map(({ path, body, contentType, cacheControl }) => ({
      path,
      hash: integrityOf(body),
      contentType,
      cacheControl,
    })),
  })

export const expectedPagesOfThisBuild = async (): Promise<ExpectedPages> => expectedPagesOf(await buildPages())
