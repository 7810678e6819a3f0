/** Deploys a stage, runs the proofs, and removes the stage. */

import type { Ask } from '../cdk/ask.ts'
import { regionsOf } from '../cdk/cdk-arguments.ts'
import type { SmokeResult } from '../smoke/run.ts'
import { UsageFailure } from '../usage-failure.ts'
import { allProofs } from './all-proofs.ts'
import type { Answer, Proof, ProofContext } from './proof.ts'
import { no, notShown, yes } from './proof.ts'
import { type ProofReport, summaryOf } from './report.ts'
import { type ProvenSentence, proven, runProofs } from './run-proofs.ts'
import { type SentenceId, sentenceIds } from './sentences.ts'
import type { ProveSettings } from './settings.ts'

export interface OpenedStage {
  readonly context: ProofContext
  readonly smoke: () => Promise<SmokeResult>
  close(): Promise<void>
}

export interface ProvePorts {
  readonly isDeployed: () => Promise<boolean>
  /** Asks the person to confirm. Undefined if no one can answer, because there is no terminal. */
  readonly ask: Ask | undefined
  /** Runs a documented command with `npm run` and returns its exit code. */
  readonly npmRun: (command: string, ...args: readonly string[]) => Promise<number>
  /** Creates the site and the people, and signs them in. */
  readonly openStage: (deployAgain: ProofContext['deployAgain']) => Promise<OpenedStage>
  readonly isStopped: () => boolean
  readonly print: (line: string) => void
  readonly now: () => number
  /** Writes the report of the run and returns the path of its file. */
  readonly write: (report: ProofReport) => string
  readonly proofs?: readonly Proof[]
}

/**
 * Runs `npm run prove` from start to end, and returns the exit code. @throws {UsageFailure} only before anything is
 * deployed
 */
export const prove =
  (ports: ProvePorts) =>
  async (settings: ProveSettings): Promise<number> => {
    const { existing, stage } = settings
    const { npmRun, print, now } = ports
    await refuseOtherState(ports, settings)
    if (!(await agree(ports, settings))) {
      print('Nothing was deployed.')
      return 1
    }
    if (!existing && (await npmRun('doctor', stage.stage)) !== 0) {
      print('The account is not ready for the stage. Nothing was deployed.')
      return 1
    }
    const start = now()
    const answers = new Map<SentenceId, ProvenSentence>()
    const report = (answer: ProvenSentence) => {
      answers.set(answer.id, answer)
      print(lineOf(answer))
    }
    try {
      const isDeployed = existing || (await npmRun('deploy', stage.stage, '--yes')) === 0
      if (isDeployed) await proveDeployed(ports, settings, report)
      else report(proven('deployed', no('npm run deploy failed.')))
    } catch (error) {
      // The message of the error could quote an address or an id, so only its name is printed.
      print(`The run ended early: ${error instanceof Error ? error.name : 'no error'}.`)
    } finally {
      report(
        proven(
          'destroyed',
          existing ? notShown('This run does not remove the stage.') : await remove(ports, stage.stage),
        ),
      )
    }
    const result: ProofReport = {
      region: stage.region,
      minutes: Math.round((now() - start) / 60_000),
      answers: sentenceIds.map((id) => answers.get(id) ?? proven(id, notShown('The run ended before this proof.'))),
    }
    print(`\n${summaryOf(result)}\nThe report is in ${ports.write(result)}.`)
    return result.answers.some(({ answer }) => answer === 'no') ? 1 : 0
  }

const refuseOtherState = async ({ isDeployed }: ProvePorts, { existing, stage: { stage } }: ProveSettings) => {
  const isThere = await isDeployed()
  if (isThere && !existing) {
    throw new UsageFailure(
      `The stage ${stage} is deployed, and prove removes what it deploys: remove it first, or use --existing.`,
    )
  }
  if (!isThere && existing) throw new UsageFailure(`The stage ${stage} is not deployed: omit --existing.`)
}

const agree = async ({ ask }: ProvePorts, { yes: agreed, existing, stage }: ProveSettings): Promise<boolean> => {
  if (agreed) return true
  if (ask === undefined) {
    throw new UsageFailure(`There is no terminal to ask on: npm run prove -- ${stage.stage} --yes does not ask.`)
  }
  const where = `account ${stage.account}, ${regionsOf(stage).join(' and ')}`
  return ask(
    existing
      ? `Prove the stage ${stage.stage} in ${where}? This creates people, sends forms, rotates a secret and raises an alarm.`
      : `Deploy the stage ${stage.stage} to ${where}, prove it, and remove it with its data? One to two hours, less than 2 US dollars.`,
  )
}

const proveDeployed = async (
  { npmRun, openStage, isStopped, proofs = allProofs }: ProvePorts,
  { existing, stage }: ProveSettings,
  report: (answer: ProvenSentence) => void,
): Promise<void> => {
  const deployAgain = async () => {
    const code = await npmRun('deploy', stage.stage, '--yes')
    if (code !== 0) throw new Error('The second deployment failed.')
  }
  const opened = await openStage(existing ? undefined : deployAgain)
  try {
    const { passed, checks } = await opened.smoke()
    const seen = { checks: checks.length, failed: checks.filter((check) => !check.passed).length }
    report(proven('deployed', passed ? yes(seen) : no('A check of smoke failed.', seen)))
    await runProofs(proofs, opened.context, { report, isStopped })
  } finally {
    await opened.close()
  }
}

const remove = async ({ npmRun, print }: ProvePorts, stage: string): Promise<Answer> => {
  const code = await npmRun('destroy', stage, '--yes')
  if (code === 0) return yes()
  print(`The stage ${stage} was not removed completely: run npm run destroy -- ${stage} again.`)
  return no('npm run destroy failed.')
}

const marks = { yes: '✓', no: '✗', 'not shown': '–' } as const

const lineOf = ({ answer, sentence, why }: ProvenSentence): string =>
  `${marks[answer]} ${sentence}${why === undefined ? '' : ` (${why})`}`
