/**
 * The parts of the package that are built before it is packed: the functions' bundles and the pages. They are in `dist/`
 * beside the bundle that contains this code (tools/package).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuiltPages } from './edge/pages/build-pages.ts'
import type { PageFile } from './edge/pages/page-file.ts'

/** The folder `dist/`. The value is correct only in the package. */
export const prebuiltFolder = import.meta.dirname

/** The folder with a bundle for each function. */
export const prebuiltBundles = join(prebuiltFolder, 'lambdas')

export const prebuiltPagesName = 'pages.json'

const withText = ({ body, ...file }: PageFile) => ({ ...file, body: Buffer.from(body).toString('base64') })

/** Converts the pages to JSON, with the content of each file in base64. */
export const serializePages = ({ files, embedding, ...pages }: BuiltPages): string =>
  JSON.stringify({
    ...pages,
    files: files.map(withText),
    embedding: embedding.map((script) => ({ ...script, files: script.files.map(withText) })),
  })

/** Parses what `serializePages` returned. It is a file of the same package. */
export const parsePages = (text: string): BuiltPages =>
  JSON.parse(text, (name, value) =>
    name === 'body' && typeof value === 'string' ? Buffer.from(value, 'base64') : value,
  )

export const prebuiltPages = (): BuiltPages => parsePages(readFileSync(join(prebuiltFolder, prebuiltPagesName), 'utf8'))
