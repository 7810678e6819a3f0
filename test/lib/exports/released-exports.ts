/**
 * The exports of the last release that one of its stacks imports, by stage of the samples. A release that lacks one of
 * them fails wherever the last release is deployed: `Export … cannot be deleted as it is in use by …`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { type StageName, stages, synthesise } from '../synthesised.ts'
import { stackExports } from './stack-exports.ts'

const file = join(import.meta.dirname, 'released-exports.json')
const ReleasedExports = z.record(z.enum(stages), z.array(z.string()))

export const releasedExports = (): Readonly<Record<StageName, readonly string[]>> =>
  ReleasedExports.parse(JSON.parse(readFileSync(file, 'utf8')))

export const importedExports = (stage: StageName): readonly string[] =>
  stackExports(synthesise(stage))
    .filter(({ importedBy }) => importedBy.length > 0)
    .map(({ name }) => name)
    .sort()

export function recordExports(): string {
  const recorded = Object.fromEntries(stages.map((stage) => [stage, importedExports(stage)]))
  writeFileSync(file, `${JSON.stringify(recorded, undefined, 2)}\n`)
  return file
}
