/** What a deployed bundle may not contain, by zone and by step. The import rules cover the sources, these the result. */
import { readFileSync } from 'node:fs'
import { gateOf } from '../bench/gate.ts'
import { bundleSize } from '../bench/measures/bundle-size.ts'
import { readRun, recordedFile } from '../bench/run-record.ts'
import type { Bundle } from '../tools/bundle/bundle.ts'

const nodeModule = (name: string) => new RegExp(`(^|/)node_modules/${name}/`)

const vaultKey = [nodeModule('@aws-crypto/[^/]+'), nodeModule('@aws-sdk/client-kms')]
const onlyInPciZone = [...vaultKey, nodeModule('@redis/[^/]+'), /^lambdas\/pci-zone\//]
const onlyInLocalRun = [
  ...[/^local\//, /^test\//, /^bench\//, /^bin\//],
  ...['jose', 'ws', 'esbuild', 'fast-check', 'vitest'].map(nodeModule),
]

/** The names of KMS operations as the SDK sends them: literals, which a minifier does not change. */
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

const { results } = readRun(recordedFile)
const { control, pci } = bundleSize.targets
/** The gates of `npm run bench`, measure P6, for the bundles whose cold start a person waits for. */
const gates: Readonly<Record<string, number | undefined>> = {
  'control-zone': control && gateOf(control, results['P6.control']?.value),
  'pci-zone': pci && gateOf(pci, results['P6.pci']?.value),
}
/** Compressed size, which a cold start fetches. */
const maxKilobytes = (zone: string, step: string) => gates[zone] ?? (step === deploymentStep ? 220 : 130)
/** Only CloudFormation waits for its start. */
const deploymentStep = 'upload-pages'

/** One sentence for each violation of the bundle; none for a valid one. */
export function bundleViolations(bundle: Bundle): readonly string[] {
  const { step, zone, metafiles, compressedBytes } = bundle
  const files = [...new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)))]
  const code = [bundle.file, ...bundle.separateFiles].map((file) => readFileSync(file, 'utf8')).join('\n')
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
