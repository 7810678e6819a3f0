/** `npm run page:watch -- --save`: writes the expected pages of this build to a file. */
import { writeFileSync } from 'node:fs'
import { UsageFailure } from '../usage-failure.ts'
import { expectedPagesOfThisBuild } from './expected-pages.ts'

/**
 * Writes the file, and returns the numbers of documents and files in it. @throws {UsageFailure} if the file cannot be
 * written
 */
export const saveExpectedPages = async (
  file: string,
): Promise<{ readonly documents: number; readonly files: number }> => {
  const expected = await expectedPagesOfThisBuild()
  try {
    writeFileSync(file, `${JSON.stringify(expected, undefined, 2)}\n`)
  } catch {
    throw new UsageFailure(`The file ${file} of --save cannot be written.`)
  }
  return { documents: expected.documents.length, files: expected.files.length }
}
