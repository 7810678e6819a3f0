/** Runs this Node on one of the project's own tools, and nothing that outlives the run. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from './test-files.ts'

/** Answers with the exit code; a tool that was ended by a signal has failed. Its output goes where ours goes. */
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

/** A signal ends the run as an exit does, so that whoever has something to end or to remove hears of it by `exit` alone. */
export function exitOnSignals() {
  process.on('SIGINT', () => process.exit(130))
  process.on('SIGTERM', () => process.exit(143))
  process.on('SIGHUP', () => process.exit(129))
}
