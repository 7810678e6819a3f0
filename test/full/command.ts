/** Short commands that prepare a service. */
import { spawnSync } from 'node:child_process'

/** Returns the output. Throws with the error output if the command is missing or fails. */
export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  if (error !== undefined) throw new Error(`${command} cannot be run: ${error.message}`)
  if (status !== 0) throw new Error(`${command} failed: ${stderr.trim().split('\n').slice(-5).join(' ')}`)
  return stdout
}

export const succeeds = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0
