/**
 * Builds the reference of the API: the page `/docs`, its style sheet, and the AsyncAPI document. The page depends on no
 * site, so it is a file of the bucket and not one of the documents that a function serves
 * (docs/decisions/0061-the-reference-is-a-page-of-the-service.md).
 */
import { readFile } from 'node:fs/promises'
import { asyncApiDocument } from '../../../../contracts/documentation/asyncapi.ts'
import { asyncApiPath, openApiDocument } from '../../../../contracts/documentation/openapi.ts'
import { bundleFile } from '../bundle-page.ts'
import { type InventoryEntry, inventoryEntryOf } from '../inventory.ts'
import { assetFile, cacheForFiveMinutes, integrityOf, type PageFile, pageFile } from '../page-file.ts'
import { sourcePath } from '../source-path.ts'
import { renderReference } from './render-reference.ts'

export const referencePath = '/docs'

const utf8 = new TextEncoder()

export const referenceFiles = async (): Promise<{
  readonly files: readonly PageFile[]
  readonly inventory: readonly InventoryEntry[]
}> => {
  const [style, icon] = await Promise.all([
    bundleFile(sourcePath('widgets/reference/style.css')).then((body) => assetFile('reference', 'css', body)),
    readFile(sourcePath('widgets/shared/icon.svg')),
  ])
  const iconFile = assetFile('icon', 'svg', icon)
  const asyncApi = asyncApiDocument()
  const head = `<link rel="icon" href="${iconFile.path}">
<link rel="stylesheet" href="${style.path}" integrity="${integrityOf(style.body)}" crossorigin="anonymous">`
  const html = renderReference({ openApi: openApiDocument(), asyncApi, head })
  const file = (path: string, kind: 'html' | 'json', text: string) =>
    pageFile(path, kind, { body: utf8.encode(text), cacheControl: cacheForFiveMinutes })
  return {
    files: [
      file(referencePath, 'html', html),
      file(asyncApiPath, 'json', `${JSON.stringify(asyncApi, undefined, 2)}\n`),
      style,
      iconFile,
    ],
    inventory: [inventoryEntryOf(style, { kind: 'style', page: 'reference', purpose: 'How the reference looks.' })],
  }
}
