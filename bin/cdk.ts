/**
 * `npm run synth | diff | deploy | destroy -- <stage>`: the CDK's own command for one stage, and nothing that it would do beside:
 * no notices, and no telemetry, for which it leaves a process behind. What else is said is handed on to it.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk')

/** All stacks of the stage; to deploy asks before it widens a permission, as the CDK does by itself. */
const commands: Readonly<Record<string, readonly string[]>> = {
  synth: ['synth', '--quiet'],
  diff: ['diff'],
  deploy: ['deploy', '--all', '--concurrency', '4', '--outputs-file', '.build/outputs.json'],
  destroy: ['destroy', '--all'],
}

const [command = '', stage, ...more] = process.argv.slice(2)
const words = commands[command]
if (words === undefined || stage === undefined || stage.startsWith('-')) {
  console.error(`Say what for which stage, such as: npm run ${words === undefined ? 'synth' : command} -- demo`)
  process.exit(2)
}

const cdk = spawn(process.execPath, [program, ...words, '--no-notices', '-c', `stage=${stage}`, ...more], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cdk.kill(signal))
cdk.on('close', (code) => process.exit(code ?? 1))
