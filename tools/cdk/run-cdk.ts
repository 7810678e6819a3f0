/**
 * Runs the CDK's own command without telemetry, because the CDK would start a telemetry process that outlives it. The
 * version is the one in the lockfile. `npx cdk` would use that version only inside the clone.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { cdkSettings, workFolder } from '../project-folders.ts'

/**
 * Runs the CDK. Returns the CDK's exit code, or 1 if a signal ended the CDK. Forwards the signals with which a person
 * stops the command.
 * @param takeLine receives each line that the CDK prints on either stream. If absent, the CDK prints to the terminal.
 */
export const runCdk = async (args: readonly string[], takeLine?: (line: string) => void): Promise<number> => {
  const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk')
  const cdk = spawn(process.execPath, [program, ...args], {
    cwd: workFolder,
    stdio: takeLine === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...cdkSettings, CDK_DISABLE_CLI_TELEMETRY: '1' },
  })
  const stop = (signal: NodeJS.Signals) => cdk.kill(signal)
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, stop)
  const readers = [cdk.stdout, cdk.stderr].flatMap((stream) => (stream === null ? [] : [createInterface(stream)]))
  for (const reader of readers) reader.on('line', (line) => takeLine?.(line))
  const [[code]] = await Promise.all([once(cdk, 'close'), ...readers.map((reader) => once(reader, 'close'))])
  for (const signal of signals) process.off(signal, stop)
  return typeof code === 'number' ? code : 1
}
