/** Runs `npm run issuer:check`. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { documentFetcher } from '../../lambdas/identity/fetch-document.ts'
import { type IssuerEntry, withStageSites } from '../../lambdas/identity/issuers.ts'
import { cognitoIssuer } from '../../lambdas/identity/pool-event.ts'
import { poolIssuers } from '../../lib/identity/pool-issuers.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { printJson } from '../run-command.ts'
import { outputReader } from '../stage/read-outputs.ts'
import { type CheckResult, checkToken } from './check-token.ts'
import type { CheckSettings } from './settings.ts'

/** Prints the result and returns the exit code. */
export const runCheck = async ({ stage, token, json }: CheckSettings): Promise<number> => {
  const issuers = await entriesOfStage(stage)
  const result = await checkToken(token, { issuers, clock: { now: Date.now }, fetchDocument: documentFetcher() })
  if (json) printJson(result)
  else for (const line of resultLines(result)) console.log(line)
  return result.accepted ? 0 : 1
}

/** Returns the lines for people. */
export const resultLines = (result: CheckResult): readonly string[] =>
  result.accepted
    ? ['✓ The service accepts this token, and sees:', ...Object.entries(result.sees).map(printed)]
    : [`✗ ${result.rule}: ${result.sentence}`]

const printed = ([name, value]: [string, string]): string => `  ${name.padEnd(14)}${value}`

const entriesOfStage = async (stage: StageSettings): Promise<readonly IssuerEntry[]> => {
  if (stage.signIn.kind === 'issuers') return withStageSites(stage.signIn.issuers, stage.sites)
  const client = new CloudFormationClient({ region: stage.region })
  try {
    const read = outputReader(client, stage)
    const issuer = cognitoIssuer({ region: stage.region, userPoolId: await read('UserPoolId') })
    return withStageSites(poolIssuers(issuer, await read('AgentsClientId')), stage.sites)
  } finally {
    client.destroy()
  }
}
