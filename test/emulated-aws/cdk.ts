/** The AWS CDK's own command, run for a test stage against the emulator. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Emulator } from './emulator.ts'

const cdkCommand = join(import.meta.dirname, '../../node_modules/aws-cdk/bin/cdk')

export interface CdkContext {
  readonly emulator: Pick<Emulator, 'env'>
  /** Working directory. A `cdk.json` in it applies. */
  readonly folder: string
}

/**
 * Returns its output. Notices and telemetry are off, because they start processes that outlive it.
 * @throws Error with its last lines of output if it fails
 */
export async function runCdk({ emulator, folder }: CdkContext, args: readonly string[]): Promise<string> {
  const quietly = ['--no-notices', '--no-color', '--progress', 'events']
  const child = spawn(process.execPath, [cdkCommand, ...args, ...quietly], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...emulator.env, CI: 'true' },
  })
  process.once('exit', () => child.kill())
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`cdk ${args[0]} failed:\n${output.trim().split('\n').slice(-25).join('\n')}`)
  return output
}
