/** Synthesises a stage. Writes or prints the policies for the role with which CloudFormation deploys the stage. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prefixOf } from '../../lib/stage-names.ts'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { assemblyOf, synthArguments } from '../cdk/cdk-arguments.ts'
import { runCdk } from '../cdk/run-cdk.ts'
import { readAssembly } from '../cost/deployment.ts'
import { printJson } from '../run-command.ts'
import { describeMissingBoundary, executionPolicies } from './execution-policy.ts'
import { handlerPermissions } from './handler-permissions.ts'
import type { ExecutionPolicyCommand } from './settings.ts'

/** Writes or prints the policies, and returns the exit code. */
export const writePolicies = async ({ stage: settings, out }: ExecutionPolicyCommand): Promise<number> => {
  const assembly = assemblyOf(settings.stage)
  const printed: string[] = []
  // Collect the CDK's output instead of printing it, because standard output must contain only the policies.
  const exitCode = await runCdk(synthArguments(settings.stage, [], assembly), (line) => printed.push(line))
  if (exitCode !== 0) {
    console.error(printed.join('\n'))
    return 1
  }
  const policies = executionPolicies({ settings, resources: readAssembly(assembly), known: handlerPermissions() })
  const missing = describeMissingBoundary(settings)
  if (missing !== undefined) console.error(missing)
  if (out === undefined) {
    printJson(policies)
    return 0
  }
  mkdirSync(out, { recursive: true })
  const files = policies.map((policy, place) => {
    const name = policyNameOf(settings, place)
    const file = join(out, `${name}.json`)
    writeFileSync(file, `${JSON.stringify(policy, undefined, 2)}\n`)
    return { name, file }
  })
  for (const line of nextCommands(settings, files)) console.log(line)
  return 0
}

const policyNameOf = (settings: StageSettings, place: number): string =>
  `${prefixOf(settings)}-execution-${settings.region}-${place + 1}`

/** Returns the commands that create the policies, and the command that bootstraps with them. */
export const nextCommands = (
  { stage, account }: Pick<StageSettings, 'stage' | 'account'>,
  files: readonly { readonly name: string; readonly file: string }[],
): readonly string[] => [
  `Create the policies, then bootstrap the account with them:`,
  '',
  ...files.map(({ name, file }) => `aws iam create-policy --policy-name ${name} --policy-document file://${file}`),
  `npm run bootstrap -- ${stage} --cloudformation-execution-policies ${files
    .map(({ name }) => `arn:aws:iam::${account}:policy/${name}`)
    .join(',')}`,
]
