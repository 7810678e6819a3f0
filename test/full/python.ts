/** Python packages of pinned versions in a separate environment, cached between runs. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { installWithApt } from './apt.ts'
import { run, succeeds } from './command.ts'

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sealform')

/**
 * The folder of an environment with the packages of `requirements-<name>.txt`. Its name contains a hash of that list
 * and of the Python, so a changed list gets a new one. It gets this name only when it is complete. Throws with pip's
 * output if Python is missing or a package cannot be installed.
 */
export function pythonEnvironment(name: string): string {
  const requirements = join(import.meta.dirname, `requirements-${name}.txt`)
  const python = run('python3', ['-c', 'import sys; print(sys.executable, sys.version)'])
  const hash = createHash('sha256').update(readFileSync(requirements)).update(python).digest('hex').slice(0, 16)
  const folder = join(cache, `${name}-${hash}`)
  if (existsSync(folder)) return folder

  console.log(`installing ${name} with pip into ${folder}`)
  const unfinished = `${folder}.${process.pid}`
  mkdirSync(cache, { recursive: true })
  try {
    makeEnvironment(unfinished)
    run(join(unfinished, 'bin/python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
      ...['-r', requirements],
    ])
    // The first process wins. Programs run as `python -m`, which works after the folder was renamed.
    if (!existsSync(folder)) renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

/** Debian packages the venv module separately. */
function makeEnvironment(folder: string) {
  if (succeeds('python3', ['-m', 'venv', folder])) return
  rmSync(folder, { recursive: true, force: true })
  installWithApt('python3-venv')
  run('python3', ['-m', 'venv', folder])
}
