/** Runs `npm run prove` with this machine's terminal and credentials. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { askOn } from '../cdk/ask.ts'
import { commandLineOf, workFolder } from '../project-folders.ts'
import { isDeployed } from '../stage/is-deployed.ts'
import { openStage } from './open-stage.ts'
import { prove } from './prove.ts'
import type { ProveSettings } from './settings.ts'
import { writeReport } from './write-report.ts'

/** Runs the command and returns the exit code. */
export const runProve = async (settings: ProveSettings): Promise<number> => {
  const { stage } = settings
  const stopping = new AbortController()
  const stop = () => {
    console.log('\nStopping. The stage is removed first.')
    stopping.abort()
  }
  process.once('SIGINT', stop)
  const now = Date.now
  const pause = (milliseconds: number) => setTimeout(milliseconds, undefined, { signal: stopping.signal })
  const cloudFormation = new CloudFormationClient({ region: stage.region })
  try {
    return await prove({
      ...{ npmRun, now, ask: askOn({ input: process.stdin, output: process.stdout }) },
      isDeployed: () => isDeployed(cloudFormation, stage),
      openStage: (deployAgain) => openStage({ settings, npmRun, now, pause, deployAgain }),
      isStopped: () => stopping.signal.aborted,
      print: (line) => console.log(line),
      write: (report) => writeReport(report, { date: new Date(now()) }),
    })(settings)
  } finally {
    process.off('SIGINT', stop)
    cloudFormation.destroy()
  }
}

/**
 * Runs another command in a process group of its own. Ctrl+C then reaches only this process, because the removal of a
 * stage must not be interrupted.
 */
const npmRun = async (command: string, ...args: readonly string[]): Promise<number> => {
  const [program, ...programArgs] = commandLineOf(command, args)
  const child = spawn(program, programArgs, {
    cwd: workFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  const [code] = await once(child, 'close')
  return typeof code === 'number' ? code : 1
}
