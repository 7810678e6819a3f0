/** Writes the generated parts of docs/performance.md and docs/scale.md, and their pictures. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const docs = resolve(import.meta.dirname, '../docs')
const generated = /(<!-- generated -->\n)[\s\S]*?(\n<!-- end -->)/

export const readDocs = (file: string): string => readFileSync(resolve(docs, file), 'utf8')
export const writeDocs = (file: string, text: string): void => writeFileSync(resolve(docs, file), text)

/** Replaces the generated part of a page. Throws if the page has none. */
export const replaceGenerated = (page: string, part: string): string => {
  if (!generated.test(page)) throw new Error('The page has no generated part.')
  return page.replace(generated, (_all, begin: string, end: string) => `${begin}\n${part}\n${end}`)
}
