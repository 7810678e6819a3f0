/** The inventory of scripts (PCI DSS 6.4.3). It lists each script and style with its hash and its purpose. */
import { cacheForFiveMinutes, integrityOf, type PageFile, pageFile } from './page-file.ts'

export interface InventoryEntry {
  readonly path: string
  readonly kind: 'script' | 'style'
  /** The hash, `sha384-…`, as in the tag that loads the file. */
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
