/**
 * Builds the pages. The same sources always yield the same bytes. The local server serves the result from memory. A
 * deployment uploads `files` to the bucket, and bundles `documents` into the function that serves them
 * (tools/bundle/bundle.ts).
 */
import { readFile } from 'node:fs/promises'
import type { PageName } from '../../../contracts/pages.ts'
import { bundleFile, bundleFirstScript, bundleScript } from './bundle-page.ts'
import { type EmbeddingScript, embeddingScripts } from './embedding-scripts.ts'
import { type InventoryEntry, inDocument, inventoryEntryOf, inventoryFile } from './inventory.ts'
import { assetFile, integrityOf, type PageFile } from './page-file.ts'
import { type PageToBuild, pageList } from './page-list.ts'
import { referenceFiles } from './reference/reference-files.ts'
import { sourcePath } from './source-path.ts'

export interface BuiltPages {
  /** The files for the bucket. `PageFile` describes how they are uploaded. */
  readonly files: readonly PageFile[]
  /** The HTML documents by page. Their headers depend on who may embed them; see lambdas/control-zone/serve-page.ts. */
  readonly documents: Readonly<Partial<Record<PageName, string>>>
  /** The scripts that a brand's own pages load. */
  readonly embedding: readonly EmbeddingScript[]
  /** The content of `/scripts.json`, which is one of the files. */
  readonly inventory: readonly InventoryEntry[]
}

/**
 * Builds all pages.
 * @throws an error if a source does not compile, or a document refers to a missing file
 */
export const buildPages = async (): Promise<BuiltPages> => {
  const [pages, embedding, reference] = await Promise.all([
    Promise.all(pageList.map(buildPage)),
    embeddingScripts(),
    referenceFiles(),
  ])
  const all = [...pages, ...embedding, reference]
  const inventory = all.flatMap((built) => built.inventory)
  const files = new Map(all.flatMap((built) => built.files).map((file) => [file.path, file]))
  return {
    files: [...files.values(), inventoryFile(inventory)],
    embedding,
    documents: Object.fromEntries(pages.map(({ name, html }) => [name, html])),
    inventory,
  }
}

interface BuiltPage {
  readonly name: PageName
  readonly html: string
  readonly files: readonly PageFile[]
  readonly inventory: readonly InventoryEntry[]
}

const buildPage = async ({ name, purpose, firstScriptPurpose, bootstrapPurpose }: PageToBuild): Promise<BuiltPage> => {
  const folder = `widgets/${name}`
  const [html, icon, { script, bootstrap, dynamicChunks }, style, firstScript] = await Promise.all([
    readFile(sourcePath(`${folder}/${name}.html`), 'utf8'),
    readFile(sourcePath('widgets/shared/icon.svg')),
    bundleScript(`${folder}/page.ts`, name, bootstrapPurpose && `${folder}/bootstrap.ts`),
    bundleFile(sourcePath(`${folder}/style.css`)),
    firstScriptPurpose === undefined ? undefined : bundleFirstScript(`${folder}/first-script.ts`, name),
  ])
  const iconFile = assetFile('icon', 'svg', icon)
  const scripts = [
    { source: 'page.ts', file: script, purpose },
    { source: 'first-script.ts', file: firstScript, purpose: firstScriptPurpose },
    { source: 'bootstrap.ts', file: bootstrap, purpose: bootstrapPurpose },
  ].flatMap(({ source, file, purpose }) => (file && purpose ? [{ source, file, purpose }] : []))
  return {
    name,
    html: withAssets(html.replace(styleLink, styleElement()), {
      ...Object.fromEntries(scripts.map(({ source, file }) => [source, file])),
      '../shared/icon.svg': iconFile,
    }).replace(styleElement(), () => styleElement(textOf(style))),
    files: [...scripts.map(({ file }) => file), ...dynamicChunks, iconFile],
    inventory: [
      ...scripts.map(({ file, purpose }) => inventoryEntryOf(file, { kind: 'script', page: name, purpose })),
      ...dynamicChunks.map((file) =>
        inventoryEntryOf(file, { kind: 'script', page: name, purpose: dynamicChunkPurpose }),
      ),
      {
        ...{ path: inDocument, kind: 'style', page: name, purpose: 'How the page looks.' },
        ...{ integrity: integrityOf(style, 'sha256'), bytes: style.byteLength },
      },
    ],
  }
}

/** The reference to the style sheet in the source of a document. */
const styleLink = '<link rel="stylesheet" href="style.css">'
const styleElement = (style = ''): string => `<style>${style}</style>`

/** Returns the style sheet as text. A `<` could end the element in which the document contains it. */
const textOf = (style: Uint8Array): string => {
  const text = new TextDecoder().decode(style)
  if (text.includes('<')) throw new Error('a style sheet contains <')
  return text
}

const dynamicChunkPurpose = 'A part of the page, such as its messages in one language, loaded on demand.'

/**
 * Replaces the sources in the document with the built files. The browser checks scripts against their hashes. For this check, the tags need `crossorigin`, because a browser checks only files that it may read.
 */
const withAssets = (html: string, assets: Readonly<Record<string, PageFile>>): string =>
  html.replace(/(src|href)="([^"]*)"/g, (_, attribute: string, named: string) => {
    const asset = assets[named]
    if (asset === undefined) throw new Error(`the document refers to ${named}, which is not built`)
    const checked = asset.path.endsWith('.svg') ? '' : ` integrity="${integrityOf(asset.body)}" crossorigin="anonymous"`
    return `${attribute}="${asset.path}"${checked}`
  })
