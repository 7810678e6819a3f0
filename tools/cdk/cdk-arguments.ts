/** The arguments of the CDK's own command for each step of ours. */
import { join, resolve } from 'node:path'
import { edgeRegion } from '../../lib/regions.ts'

const root = resolve(import.meta.dirname, '../..')

/** The synthesised stage that is compared and then deployed: what was shown is what is deployed. */
export const assemblyOf = (stage: string): string => join(root, '.build/assembly', stage)

/** What the CDK printed about a stage, beside its assembly. */
export const fileBesideAssembly = (stage: string, name: 'difference' | 'log'): string =>
  `${assemblyOf(stage)}.${name}.txt`

export const outputsFile = join(root, '.build/outputs.json')

/** Notices would start a process that outlives the CDK. */
const always = ['--no-notices'] as const

export const synthArguments = (stage: string, more: readonly string[], output?: string): readonly string[] => [
  ...['synth', '--quiet', '-c', `stage=${stage}`, ...always],
  ...(output === undefined ? [] : ['--output', output]),
  ...more,
]

/**
 * Compares with the deployed templates, which needs read access only. A change set would also be read-only, but the CDK
 * creates it with the role that deploys, before the question, and it fails for a stack that imports what is not there yet.
 */
export const diffArguments = (stage: string, more: readonly string[]): readonly string[] => [
  ...['diff', '--app', assemblyOf(stage), '--method', 'template', ...always],
  ...more,
]

/** Never asks: the CDK can ask only while it deploys one stack at a time, and once for each. */
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
 * Bootstraps both Regions in which a stage has stacks. Naming them avoids bundling and synthesising the app just to
 * read its account.
 */
export const bootstrapArguments = (
  { account, region }: { readonly account: string; readonly region: string },
  more: readonly string[],
): readonly string[] => [
  ...['bootstrap', '--app', '', ...regionsOf({ region }).map((each) => `aws://${account}/${each}`), ...always],
  ...more,
]

/** CloudFront's firewall is in us-east-1, wherever the stage is. */
export const regionsOf = ({ region }: { readonly region: string }): readonly string[] => [
  ...new Set([region, edgeRegion]),
]
