import { run, succeeds } from './command.ts'

/** Throws if apt is missing or this user may not use it. */
export function installWithApt(...names: readonly string[]) {
  const list = names.join(' ')
  if (process.getuid?.() !== 0 || !succeeds('apt-get', ['--version'])) {
    throw new Error(`${list} cannot be found, and this command can install it only as root on Debian or Ubuntu`)
  }
  console.log(`installing ${list} with apt-get`)
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-q'], quietly)
  run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], quietly)
}
