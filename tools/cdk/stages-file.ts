/** The file that describes your stages. Git ignores it, so that updating the clone never conflicts with it. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type StageSettings, stageSettings } from '../../lib/stage-settings.ts'
import { UsageFailure } from '../usage-failure.ts'

const root = join(import.meta.dirname, '../..')

/** Returns the path of the clone's `stages.json`, or of the file that the environment variable names. */
export const stagesFile = (): string => process.env.SEALFORM_STAGES || join(root, 'stages.json')

/**
 * Reads the file without validating its content.
 * @throws {UsageFailure} with one sentence if there is no such file, or it is not JSON
 */
export const readStages = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (failure) {
    throw new UsageFailure(
      failure instanceof SyntaxError
        ? `The file ${file} is not JSON: ${failure.message}.`
        : `There is no file ${file}: copy stages.example.json to ${relative(root, file) === 'stages.json' ? 'stages.json' : file}, and put your account, Region and addresses into it.`,
    )
  }
}

/**
 * Returns the settings of a stage from the file.
 * @throws {UsageFailure} with one sentence for each invalid setting
 */
export const stageFromFile = (stage: unknown, file = stagesFile()): StageSettings => {
  const stages = readStages(file)
  try {
    return stageSettings(stage, stages)
  } catch (failure) {
    throw new UsageFailure(failure instanceof Error ? failure.message : 'The settings could not be read.')
  }
}
