/** The file that describes your stages. Git ignores it, so that updating the clone never conflicts with it. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type StageSettings, stageSettings } from '../../lib/stage-settings.ts'
import { packageFolder, workFolder } from '../project-folders.ts'
import { UsageFailure } from '../usage-failure.ts'

/** Returns the path of the project's `stages.json`, or of the file that the environment variable names. */
export const stagesFile = (): string => process.env.SEALFORM_STAGES || join(workFolder, 'stages.json')

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
        : `There is no file ${file}: copy ${exampleFile()} to ${relative(workFolder, file) === 'stages.json' ? 'stages.json' : file}, and put your account, Region and addresses into it.`,
    )
  }
}

/** Returns the path of the example, relative to the folder of `stages.json`. */
const exampleFile = (): string => relative(workFolder, join(packageFolder, 'stages.example.json'))

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
