/** What a deployed bundle may not hold, by zone and by step. The folders say who may import whom; this is what came of it. */
import { readFileSync } from 'node:fs'
import type { Bundle } from '../tools/bundle/bundle.ts'

const nodeModule = (name: string) => new RegExp(`(^|/)node_modules/${name}/`)

const vaultKey = [nodeModule('@aws-crypto/[^/]+'), nodeModule('@aws-sdk/client-kms')]
const onlyInPciZone = [...vaultKey, nodeModule('@redis/[^/]+'), /^lambdas\/pci-zone\//]
const onlyInLocalRun = [
  ...[/^local\//, /^test\//, /^bench\//, /^bin\//],
  ...['jose', 'dynalite', 'level', 'classic-level', 'memory-level', 'ws', 'esbuild', 'fast-check', 'vitest'].map(
    nodeModule,
  ),
]

/** The names of KMS operations as the SDK sends them: literals, which no minifier changes. */
const operation = (name: string) => new RegExp(`["'\`]${name}["'\`]`)
const localRoutes = /\/dev\/(token|events)/

interface StepRule {
  readonly requiredText: readonly RegExp[]
  readonly forbiddenFiles: readonly RegExp[]
  readonly forbiddenText: readonly RegExp[]
}

const decryptingStep: StepRule = {
  requiredText: [operation('Decrypt')],
  forbiddenFiles: [nodeModule('@aws-crypto/encrypt-node'), /vault\/(encrypt-answers|kms-data-key-maker)[.]ts$/],
  forbiddenText: [/GenerateDataKey/],
}

/** The steps that may use the vault key, each for one operation. */
const vaultSteps: Readonly<Record<string, StepRule>> = {
  'submit-form': {
    requiredText: [operation('GenerateDataKey')],
    forbiddenFiles: [nodeModule('@aws-crypto/decrypt-node'), /vault\/(decrypt-answers|kms-data-key-opener)[.]ts$/],
    forbiddenText: [operation('Decrypt'), /DecryptCommand/],
  },
  'retrieve-submission': decryptingStep,
  'view-history': decryptingStep,
}

/** Compressed, which is what a cold start fetches. */
const maxKilobytes = (zone: string, step: string) => (zone === 'pci-zone' || step === deploymentStep ? 220 : 130)
/** Nobody waits for its start but CloudFormation. */
const deploymentStep = 'upload-pages'

/** One sentence for each thing that is wrong with the bundle; none for one that may be deployed. */
export function bundleViolations(bundle: Bundle): readonly string[] {
  const { step, zone, metafile, compressedBytes } = bundle
  const files = Object.keys(metafile.inputs)
  const code = readFileSync(bundle.file, 'utf8')
  const own = zone === 'pci-zone' ? vaultSteps[step] : undefined
  const forbiddenFiles = [
    ...onlyInLocalRun,
    ...(zone === 'pci-zone' ? [/^lambdas\/control-zone\//] : onlyInPciZone),
    ...(own?.forbiddenFiles ?? vaultKey),
  ]
  const kilobytes = compressedBytes / 1024
  return [
    ...files.filter((file) => forbiddenFiles.some((each) => each.test(file))).map((file) => `${step} holds ${file}`),
    ...[localRoutes, ...(own?.forbiddenText ?? [])]
      .filter((each) => each.test(code))
      .map((each) => `${step} says ${each}`),
    ...(own?.requiredText ?? []).filter((each) => !each.test(code)).map((each) => `${step} does not say ${each}`),
    ...(kilobytes > maxKilobytes(zone, step) ? [`${step} weighs ${kilobytes.toFixed(1)} KB`] : []),
  ]
}
