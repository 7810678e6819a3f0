/** What a deployed bundle may not hold, by zone and by step. The folders say who may import whom; this is what came of it. */
import { readFileSync } from 'node:fs'
import type { Bundle } from '../tools/bundle/bundle.ts'

const node = (name: string) => new RegExp(`(^|/)node_modules/${name}/`)

const vaultKey = [node('@aws-crypto/[^/]+'), node('@aws-sdk/client-kms')]
const onlyInPciZone = [...vaultKey, node('@redis/[^/]+'), /^lambdas\/pci-zone\//]
const onlyInLocalRun = [
  ...[/^local\//, /^test\//, /^bench\//, /^bin\//],
  ...['jose', 'dynalite', 'level', 'classic-level', 'memory-level', 'ws', 'esbuild', 'fast-check', 'vitest'].map(node),
]

/** The names of KMS operations as the SDK sends them: literals, which no minifier changes. */
const operation = (name: string) => new RegExp(`["'\`]${name}["'\`]`)
const localRoutes = /\/dev\/(token|events)/

interface StepRule {
  readonly holds: readonly RegExp[]
  readonly lacksFiles: readonly RegExp[]
  readonly lacksText: readonly RegExp[]
}

const decrypts: StepRule = {
  holds: [operation('Decrypt')],
  lacksFiles: [node('@aws-crypto/encrypt-node'), /vault\/(encrypt-answers|kms-data-key-maker)[.]ts$/],
  lacksText: [/GenerateDataKey/],
}

/** The steps that may use the vault key, each for one operation. */
const vaultSteps: Readonly<Record<string, StepRule>> = {
  'submit-form': {
    holds: [operation('GenerateDataKey')],
    lacksFiles: [node('@aws-crypto/decrypt-node'), /vault\/(decrypt-answers|kms-data-key-opener)[.]ts$/],
    lacksText: [operation('Decrypt'), /DecryptCommand/],
  },
  'retrieve-submission': decrypts,
  'view-history': decrypts,
}

/** Compressed, which is what a cold start fetches. */
const largestKilobytes = (zone: string, step: string) => (zone === 'pci-zone' || step === oncePerDeployment ? 220 : 130)
/** Nobody waits for its start but CloudFormation. */
const oncePerDeployment = 'upload-pages'

/** One sentence for each thing that is wrong with the bundle; none for one that may be deployed. */
export function breaches(bundle: Bundle): readonly string[] {
  const { step, zone, metafile, compressedBytes } = bundle
  const files = Object.keys(metafile.inputs)
  const code = readFileSync(bundle.file, 'utf8')
  const own = zone === 'pci-zone' ? vaultSteps[step] : undefined
  const forbiddenFiles = [
    ...onlyInLocalRun,
    ...(zone === 'pci-zone' ? [/^lambdas\/control-zone\//] : onlyInPciZone),
    ...(own?.lacksFiles ?? vaultKey),
  ]
  const kilobytes = compressedBytes / 1024
  return [
    ...files.filter((file) => forbiddenFiles.some((each) => each.test(file))).map((file) => `${step} holds ${file}`),
    ...[localRoutes, ...(own?.lacksText ?? [])].filter((each) => each.test(code)).map((each) => `${step} says ${each}`),
    ...(own?.holds ?? []).filter((each) => !each.test(code)).map((each) => `${step} does not say ${each}`),
    ...(kilobytes > largestKilobytes(zone, step) ? [`${step} weighs ${kilobytes.toFixed(1)} KB`] : []),
  ]
}
