/**
 * The allow-list of a deployed stage. Entries that are known at synthesis are in a file that is packaged with the code.
 * The size of this file is not limited. The entries for the pool that CloudFormation creates are in the environment
 * variables, whose size is limited to 4 KB.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'
import { Fault } from '../core/fault.ts'
import { IssuerList } from './issuers.ts'

export const stageFileName = 'stage.json'

export const StageFile = z.strictObject({
  /** All sites that the stage serves. */
  sites: z.array(SiteId),
  /** The issuers in the stage's settings. Absent if the stage has its own pool. */
  issuers: z.optional(IssuerList),
})
export type StageFile = z.infer<typeof StageFile>

/**
 * Returns the allow-list from the file and the variable.
 * @throws Fault `settings-malformed` if the file or the variable is malformed, or if neither or both contain issuers
 */
export function stageIssuers(file: string, variable: string | undefined) {
  const stage = StageFile.safeParse(jsonOf(file))
  const inVariable = z.optional(IssuerList).safeParse(variable === undefined ? undefined : jsonOf(variable))
  if (!stage.success || !inVariable.success) throw new Fault('settings-malformed')
  const [issuers, ...more] = [stage.data.issuers ?? [], inVariable.data ?? []].filter(({ length }) => length > 0)
  if (issuers === undefined || more.length > 0) throw new Fault('settings-malformed')
  return { sites: stage.data.sites, issuers }
}

/** Parses JSON. Returns a text that is not JSON unchanged, because no schema accepts it. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
