/** Packs `dist/` with npm's own command. */
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/**
 * Runs npm. Uses the npm that runs this script if there is one, and otherwise the npm on the path, which is a shell
 * script on Windows.
 */
const runNpm = (args: readonly string[]): string => {
  const { npm_execpath: program } = process.env
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }
  return program === undefined
    ? execFileSync('npm', args, { ...options, shell: process.platform === 'win32' })
    : execFileSync(process.execPath, [program, ...args], options)
}

/**
 * Packs the client. Returns the package's path, relative to the project's root. Creates the target folder, because npm
 * does not create it.
 */
export const packClient = (): string => {
  mkdirSync(join(root, '.build'), { recursive: true })
  const file = runNpm(['pack', './dist', '--silent', '--pack-destination', '.build']).trim()
  return `.build/${file}`
}
