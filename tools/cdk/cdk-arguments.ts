/** The arguments with which each of our commands calls the CDK's command. */
import { join } from 'node:path'
import { edgeRegion } from '../../lib/regions.ts'
import { workFolder } from '../project-folders.ts'

/**
 * Returns the folder for the synthesised stage. The same assembly is compared and then deployed, so exactly the
 * difference that was shown is deployed.
 */
export const assemblyOf = (stage: string): string => join(workFolder, '.build/assembly', stage)

/** Returns the path of a file beside the stage's assembly, which contains what the CDK printed about the stage. */
export const fileBesideAssembly = (stage: string, name: 'difference' | 'log'): string =>
  `${assemblyOf(stage)}.${name}.txt`

export const outputsFile = join(workFolder, '.build/outputs.json')

/**
 * The options for every call. Without `--no-notices`, the CDK would start a process that fetches its notices and
 * outlives the command.
 */
const always = ['--no-notices'] as const

export const synthArguments = (stage: string, more: readonly string[], output?: string): readonly string[] => [
  ...['synth', '--quiet', '-c', `stage=${stage}`, ...always],
  ...(output === undefined ? [] : ['--output', output]),
  ...more,
]

/**
 * Compares the assembly with the deployed templates. This needs only read access. A change set would change nothing
 * either, but the CDK would create it with the deployment role before the question is asked. A change set also fails
 * for a stack that imports a value that does not exist yet.
 */
export const diffArguments = (stage: string, more: readonly string[]): readonly string[] => [
  ...['diff', '--app', assemblyOf(stage), '--method', 'template', ...always],
  ...more,
]

/**
 * Deploys without a question from the CDK. The CDK can only ask once per stack, and only if it deploys one stack at a
 * time.
 */
export const deployArguments = (stage: string, more: readonly string[]): readonly string[] => [
  ...['deploy', '--app', assemblyOf(stage), '--all', '--concurrency', '4', '--require-approval', 'never'],
  ...['--progress', 'events', '--outputs-file', outputsFile, ...always],
  ...more,
]

export const destroyArguments = (stage: string, more: readonly string[]): readonly string[] => [
  ...['destroy', '--app', assemblyOf(stage), '--all', '--force', ...always],
  ...more,
]

/**
 * Bootstraps both Regions in which a stage has stacks. The arguments name the account and the Regions, so that the CDK
 * does not bundle and synthesise the app to find them.
 */
export const bootstrapArguments = (
  { account, region }: { readonly account: string; readonly region: string },
  more: readonly string[],
): readonly string[] => [
  ...['bootstrap', '--app', '', ...regionsOf({ region }).map((each) => `aws://${account}/${each}`), ...always],
  ...more,
]

/** Returns the Regions in which a stage has stacks. CloudFront's firewall is always in us-east-1. */
export const regionsOf = ({ region }: { readonly region: string }): readonly string[] => [
  ...new Set([region, edgeRegion]),
]
