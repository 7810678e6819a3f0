/**
 * The folders of the commands. In a clone, both are the project's root. The build of the package replaces this file by
 * tools/package/prebuilt-folders.ts.
 */
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** The folder with `stages.json`, in which the commands also write their results (`.build`, `proofs`). */
export const workFolder = root

/** The folder of the project or of the installed package, with its `package.json` and its example files. */
export const packageFolder = root

/** True if this code runs from the installed package. */
export const isPackage: boolean = false

/** Returns the names of all functions. */
export const functionNames = (): readonly string[] =>
  globSync('lambdas/*/*.handler.ts', { cwd: root }).map((handler) => basename(handler, '.handler.ts'))

/** Returns the program and the arguments that run another command of this project. */
export const commandLineOf = (command: string, args: readonly string[]): readonly [string, ...string[]] => [
  process.platform === 'win32' ? 'npm.cmd' : 'npm',
  ...['run', command, '--', ...args],
]

/** The environment variables with which the CDK finds the app. In a clone, cdk.json contains these settings. */
export const cdkSettings: Readonly<Record<string, string>> = {}
