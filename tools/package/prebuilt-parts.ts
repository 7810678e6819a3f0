/**
 * What the commands of the installed package use in place of building it: the pages, the demo's chat and the functions'
 * bundles. It has the exports of the files that it replaces (bundle-commands.ts).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BuiltPages } from '../../lib/edge/pages/build-pages.ts'
import { prebuiltBundles, prebuiltFolder, prebuiltPages } from '../../lib/prebuilt.ts'
import type { ChatFiles } from '../../local/brand/bundle-chat.ts'

export const buildPages = async (): Promise<BuiltPages> => prebuiltPages()

export const cachedPages = buildPages

export const bundleChat = async (): Promise<ChatFiles> => {
  const read = (name: string) => readFileSync(join(prebuiltFolder, name))
  return { html: read('chat.html').toString(), script: read('chat.script'), style: read('chat.css') }
}

/** npm has installed what the package needs. The CDK commands check the optional packages (package-command.ts). */
export const ensurePackages = (): void => {}

export class InstallFailure extends Error {
  override readonly name = 'InstallFailure'
}

export const bundlesOfThisBuild = async (): Promise<string> => prebuiltBundles
