/**
 * `npm run bootstrap | synth | diff | deploy | destroy -- <stage>`: the CDK's own command for one stage, and nothing that it would
 * do beside: no notices, and no telemetry, for which it leaves a process behind. It is the one that the lockfile names, which
 * `npx cdk` is only inside the clone.
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { cdkArguments, isCommand } from '../tools/cdk/cdk-arguments.ts'
import { UsageFailure } from '../tools/usage-failure.ts'

const root = resolve(import.meta.dirname, '..')
const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk')

const parseCommandLine = (): readonly string[] => {
  const [command = '', stage, ...more] = process.argv.slice(2)
  if (isCommand(command) && stage !== undefined && !stage.startsWith('-')) return cdkArguments(command, stage, more)
  const example = isCommand(command) ? command : 'synth'
  throw new UsageFailure(`Say what for which stage, such as: npm run ${example} -- demo`)
}

const argumentsOrExit = (): readonly string[] => {
  try {
    return parseCommandLine()
  } catch (failure) {
    if (!(failure instanceof UsageFailure)) throw failure
    console.error(failure.message)
    process.exit(2)
  }
}

const cdk = spawn(process.execPath, [program, ...argumentsOrExit()], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cdk.kill(signal))
cdk.on('close', (code) => process.exit(code ?? 1))
