/** The command line of `npm run prove`. */
import type { SiteId } from '../../contracts/identifiers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import { parseCommandLine } from '../command-line.ts'
import { siteOfStage } from '../stage/stage-site.ts'
import { UsageFailure } from '../usage-failure.ts'

export interface ProveSettings {
  readonly stage: StageSettings
  readonly siteId: SiteId
  /** True if the command runs without asking for confirmation. */
  readonly yes: boolean
  /**
   * True to run the proofs on a stage that is already deployed. The command then neither deploys nor removes the stage.
   */
  readonly existing: boolean
}

export const usage = `Usage: npm run prove -- <stage> [--yes] [--existing] [--site acme]

Deploys a stage into your AWS account, answers each sentence of "What is proven, and what is not" in docs/proven.md, and
removes the stage with its data. It asks once. It runs the doctor, the documented commands, smoke, and then one proof
after the other; a proof that fails is recorded, and the run goes on. The answers are written to proofs/, without an id
of your account, an address or a token, so that you can commit them. It needs AWS credentials.

A run takes one to two hours, and costs less than two US dollars at list prices. Stop it with Ctrl+C: it removes the
stage before it ends.

  <stage>      a demo stage of stages.json, with its own user pool, that is not deployed
  --yes        do not ask; needed where there is no terminal
  --existing   prove a stage that is deployed: do not deploy and do not remove it
  --site       the site to use, if the stage has more than one
  --help       print this text

Exit codes: 0 no sentence was answered with no, 1 one was or the run failed, 2 the command line is wrong or no terminal
is there to ask on.`

const options = {
  yes: { type: 'boolean', short: 'y', default: false },
  existing: { type: 'boolean', default: false },
  site: { type: 'string' },
} as const

/**
 * Parses the command line.
 * @param file the file that describes the stages
 * @throws {UsageFailure} with one sentence if the command line is not valid
 */
export const settingsOf = (args: readonly string[], file?: string): ProveSettings => {
  const {
    values: { yes, existing, site },
    positionals: [name],
  } = parseCommandLine(args, options, 1)
  if (name === undefined) throw new UsageFailure('Specify a stage: npm run prove -- demo')
  const stage = stageFromFile(name, file)
  if (stage.purpose !== 'demo') {
    throw new UsageFailure(
      `The purpose of ${name} is ${stage.purpose}: prove a demo, because a proof changes and erases data.`,
    )
  }
  if (stage.signIn.kind !== 'cognito') {
    throw new UsageFailure(`The stage ${name} has no user pool, in which prove creates the people that it needs.`)
  }
  return { stage, siteId: siteOfStage(stage, site), yes, existing }
}
