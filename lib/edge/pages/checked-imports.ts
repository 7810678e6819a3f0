/**
 * Turns each dynamic import in a page (`import('./messages/de.ts')`) into a separate file, which the page checks
 * against its hash before the file runs. The page's script contains this hash, and the document contains the script's
 * own hash.
 */
import { basename, dirname, extname, join } from 'node:path'
import { sourcePath } from './source-path.ts'

export interface DynamicChunk {
  readonly path: string
  readonly integrity: string
}

/** Bundles one source separately, under a name. */
export type BundleChunk = (file: string, name: string) => Promise<DynamicChunk>

const checkedImport = JSON.stringify(sourcePath('widgets/shared/checked-import.ts'))

/** A dynamic import, but not the quotation of one in a comment. */
const dynamicImport = /(?<!`)\bimport\('([.][^']+)'\)/g

/** Returns the source of a file with calls of `checkedImport` instead of dynamic imports. */
export const withCheckedImports = async (source: string, file: string, bundle: BundleChunk): Promise<string> => {
  const calls = new Map<string, string>()
  for (const [, named = ''] of source.matchAll(dynamicImport)) {
    const { path, integrity } = await bundle(join(dirname(file), named), basename(named, extname(named)))
    calls.set(named, `checkedImport(${JSON.stringify(path)}, ${JSON.stringify(integrity)})`)
  }
  if (calls.size === 0) return source
  const replaced = source.replace(dynamicImport, (whole, named: string) => calls.get(named) ?? whole)
  return `import { checkedImport } from ${checkedImport}\n${replaced}`
}
