/** Programs from npm of pinned versions in a folder outside the project, cached between runs. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { run } from './command.ts'

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sealform')

/**
 * Returns the folder in which the packages of `<name>.json` are installed, without running their scripts. Its name contains
 * a hash of that list, so a changed list gets a new folder. It gets this name only when it is complete. Throws with npm's
 * output if a package cannot be installed.
 */
export function npmFolder(name: string): string {
  const list = join(import.meta.dirname, `${name}.json`)
  const hash = createHash('sha256').update(readFileSync(list)).digest('hex').slice(0, 16)
  const folder = join(cache, `${name}-${hash}`)
  if (existsSync(folder)) return folder

  console.log(`installing ${name} with npm into ${folder}`)
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  try {
    copyFileSync(list, join(unfinished, 'package.json'))
    run('npm', [
      'install',
      '--prefix',
      unfinished,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel',
      'error',
    ])
    // The first process wins.
    if (!existsSync(folder)) renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}
