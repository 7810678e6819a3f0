/**
 * The scripts that a brand's own pages load. Each script has two names. `/embed.js` is always the latest version.
 * `/embed.<version>.js` never changes, so a page can pin it by its hash.
 */
import { readFile } from 'node:fs/promises'
import * as z from 'zod/mini'
import { bundleFile } from './bundle-page.ts'
import { type InventoryEntry, inventoryEntryOf } from './inventory.ts'
import { cacheForever, cacheForFiveMinutes, contentHash, integrityOf, type PageFile, pageFile } from './page-file.ts'
import { sourcePath } from './source-path.ts'

export interface EmbeddingScript {
  /** The tag of the custom element that the script registers. */
  readonly tag: string
  /** The path `/embed.<version>.js`; the version consists of the package's version and a hash of the content. */
  readonly pinnedPath: string
  readonly integrity: string
  /** The script under both names. */
  readonly files: readonly PageFile[]
  readonly inventory: readonly InventoryEntry[]
}

const scripts = [
  { name: 'embed', tag: 'secure-form', purpose: 'Shows the visitor’s form in a frame of the brand’s chat.' },
  { name: 'agent', tag: 'secure-form-agent', purpose: 'Shows the agent panel in a frame of the agent desktop.' },
] as const

const Package = z.object({ version: z.string() })

export const embeddingScripts = async (): Promise<readonly EmbeddingScript[]> => {
  const { version } = Package.parse(JSON.parse(await readFile(sourcePath('package.json'), 'utf8')))
  return Promise.all(
    scripts.map(async ({ name, tag, purpose }) => {
      const body = await bundleFile(sourcePath(`widgets/embed/${name}.ts`))
      const pinnedPath = `/${name}.${version}-${contentHash(body)}.js`
      const files = [
        pageFile(`/${name}.js`, 'js', { body, cacheControl: cacheForFiveMinutes }),
        pageFile(pinnedPath, 'js', { body, cacheControl: cacheForever }),
      ]
      const inventory = files.map((file) => inventoryEntryOf(file, { kind: 'script', page: 'embedding', purpose }))
      return { tag, pinnedPath, integrity: integrityOf(body), files, inventory }
    }),
  )
}
