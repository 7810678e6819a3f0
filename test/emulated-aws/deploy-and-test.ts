/**
 * Deploys the demo stage with the CDK command into an AWS account emulated on this machine, without Docker, and runs
 * the tests of the local service against it. Leaves nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisProgram } from '../full/redis-program.ts'
import { exitOnSignals } from '../runner/commands.ts'
import { killLeftoverProcesses, newRunMark } from '../runner/leftover-processes.ts'
import { printSummary } from '../runner/summary.ts'
import { emulatorPython } from './aws-emulators.ts'
import { runDeployed } from './run-deployed.ts'

/** Returns the exit code: 0 if everything passed. */
export const deployAndTest = async (): Promise<0 | 1> => {
  exitOnSignals()
  const folder = mkdtempSync(join(tmpdir(), 'sealform-deploy-local-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const mark = newRunMark()
  const programs = { HOLDING_SERVER: redisProgram(folder), EMULATOR_PYTHON: emulatorPython() }
  const counts = await runDeployed({ ...mark.env, ...programs })
  const leftoverProcesses = await killLeftoverProcesses(mark)
  for (const command of leftoverProcesses) console.error(`leftover process: ${command}`)
  return printSummary({ ...counts, failed: counts.failed + leftoverProcesses.length })
}
