/**
 * Runs the CDK's own command without notices and telemetry, for which it would start a process that outlives it. It is
 * the version of the lockfile, which `npx cdk` uses only inside the clone.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Returns the exit code of the CDK, or 1 when a signal ended it. Forwards the signals with which a person stops it. */
export const runCdk = async (args: readonly string[]): Promise<number> => {
  const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk')
  const cdk = spawn(process.execPath, [program, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cdk.kill(signal))
  const [code] = await once(cdk, 'close')
  return typeof code === 'number' ? code : 1
}
