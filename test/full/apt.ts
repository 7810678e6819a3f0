import { run, succeeds } from './command.ts'

/** Throws where there is no apt or nobody who may use it. */
export function installWithApt(name: string) {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', ['--version'])) {
    throw new Error(`${name} is not installed, and only root on Debian or Ubuntu can have it installed by this command`)
  }
  console.log(`installing ${name} with apt-get`)
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-q'], quietly)
  run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], quietly)
}
