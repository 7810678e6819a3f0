/** The folders of the commands in the installed package. It has the same exports as tools/project-folders.ts. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { prebuiltBundles, prebuiltFolder } from '../../lib/prebuilt.ts'

export const workFolder = process.cwd()

export const packageFolder = prebuiltFolder

export const isPackage: boolean = true

export const functionNames = (): readonly string[] =>
  readdirSync(prebuiltBundles, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

export const commandLineOf = (command: string, args: readonly string[]): readonly [string, ...string[]] => [
  process.execPath,
  ...[join(prebuiltFolder, 'sealform.js'), command.replaceAll(':', '-'), ...args],
]

export const cdkSettings: Readonly<Record<string, string>> = {
  // The CDK removes a quotation mark at the start if there is one at the end as well, hence the last argument.
  CDK_APP: `"${process.execPath}" "${join(prebuiltFolder, 'stage-app.js')}" --`,
  CDK_OUTPUT: '.build/cdk.out',
  CDK_VERSION_REPORTING: 'false',
}
