/** Runs this Node on the project's tools, and ends every child with the run. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './test-files.ts'

/** Returns the exit code; a tool that a signal ended has failed. It inherits our output. */
export async function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  const endWithUs = () => child.kill()
  process.on('exit', endWithUs)
  try {
    const [code] = await once(child, 'close')
    return typeof code === 'number' ? code : 1
  } finally {
    process.off('exit', endWithUs)
  }
}

/** Turns signals into exits, so that cleanup needs to listen to `exit` only. */
export function exitOnSignals() {
  process.on('SIGINT', () => process.exit(130))
  process.on('SIGTERM', () => process.exit(143))
  process.on('SIGHUP', () => process.exit(129))
}
