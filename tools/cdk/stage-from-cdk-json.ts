import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { type StageSettings, stageSettings } from '../../lib/stage-settings.ts'
import { UsageFailure } from '../usage-failure.ts'

const cdkFile = join(import.meta.dirname, '../../cdk.json')

/** The stages of the file, not yet validated. */
const readStages = (file: string): unknown => {
  try {
    return z.object({ context: z.object({ stages: z.unknown() }) }).parse(JSON.parse(readFileSync(file, 'utf8')))
      .context.stages
  } catch {
    throw new UsageFailure(`The file ${file} cannot be read, or defines no stages.`)
  }
}

/**
 * The settings of a stage, as `cdk.json` describes it.
 * @throws {UsageFailure} with one sentence for each invalid setting
 */
export const stageFromCdkJson = (stage: string, file = cdkFile): StageSettings => {
  const stages = readStages(file)
  try {
    return stageSettings(stage, stages)
  } catch (failure) {
    throw new UsageFailure(failure instanceof Error ? failure.message : 'The settings could not be read.')
  }
}
