/** The inventory of scripts (PCI DSS 6.4.3). It lists each script and style with its hash and its purpose. */
import { cacheForFiveMinutes, integrityOf, type PageFile, pageFile } from './page-file.ts'

/** The `path` of a style sheet, which is not a file but part of its page's document. */
export const inDocument = 'in the document'

export interface InventoryEntry {
  /** The path of the file, or `inDocument`. */
  readonly path: string
  readonly kind: 'script' | 'style'
  /** The hash: `sha384-…`, as in the tag that loads the file, or `sha256-…`, as in the policy that allows the style sheet. */
  readonly integrity: string
  readonly bytes: number
  /** The page that loads the file, or `embedding` for the scripts that a brand's own pages load. */
  readonly page: string
  readonly purpose: string
}

export const inventoryPath = '/scripts.json'

export const inventoryEntryOf = (
  { path, body }: PageFile,
  { kind, page, purpose }: Pick<InventoryEntry, 'kind' | 'page' | 'purpose'>,
): InventoryEntry => ({ path, kind, integrity: integrityOf(body), bytes: body.byteLength, page, purpose })

export const inventoryFile = (entries: readonly InventoryEntry[]): PageFile =>
  pageFile(inventoryPath, 'json', {
    cacheControl: cacheForFiveMinutes,
    body: new TextEncoder().encode(`${JSON.stringify({ scripts: entries }, undefined, 2)}\n`),
  })
