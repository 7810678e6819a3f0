/** Runs npm's own command. */
import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Removes npm's lines about moves between the groups of package.json. `--no-save` keeps them from being written. */
const withoutMoves = (output: string): string =>
  output.replaceAll(/^npm warn idealTree Removing devDependencies\..*\r?\n/gim, '')

/**
 * Runs npm in the root of the project and returns its exit code. Uses the npm that runs this command if there is one,
 * and otherwise the npm on the path, which is a shell script on Windows. npm prints on the standard error, because a
 * command may print JSON on the standard output.
 */
export const runNpm = (args: readonly string[]): number => {
  const { npm_execpath: program } = process.env
  const options: SpawnSyncOptionsWithStringEncoding = { cwd: root, encoding: 'utf8', stdio: ['ignore', 2, 'pipe'] }
  const { status, stderr } =
    program === undefined
      ? spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [program, ...args], options)
  process.stderr.write(withoutMoves(stderr))
  return status ?? 1
}
