/** Builds the functions' bundles, the pages and the demo's chat, which the package contains. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildPages } from '../../lib/edge/pages/build-pages.ts'
import { prebuiltPagesName, serializePages } from '../../lib/prebuilt.ts'
import { bundleChat } from '../../local/brand/bundle-chat.ts'
import { bundleHandlers } from '../bundle/bundle.ts'
import { dist, root } from './package-folder.ts'

export const writePrebuiltParts = async (): Promise<void> => {
  await bundleHandlers({ root, outputFolder: join(dist, 'lambdas') })
  const [pages, chat] = await Promise.all([buildPages(), bundleChat()])
  await writeFile(join(dist, prebuiltPagesName), serializePages(pages))
  await writeFile(join(dist, 'chat.html'), chat.html)
  // Not .js, because it is not a module of this package.
  await writeFile(join(dist, 'chat.script'), chat.script)
  await writeFile(join(dist, 'chat.css'), chat.style)
}
