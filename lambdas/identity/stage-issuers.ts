/**
 * The allow-list of a deployed stage. What is known when the stage is made lies in a file beside the code, which may be as long
 * as it likes; what only CloudFormation knows, the pool that it makes, comes in the environment, which holds 4 KB.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
import * as z from 'zod/mini'
import { SiteId } from '../../contracts/identifiers.ts'
import { Fault } from '../core/fault.ts'
import { IssuerList } from './issuers.ts'

export const stageFileName = 'stage.json'

export const StageFile = z.strictObject({
  /** Every site that the stage serves. */
  sites: z.array(SiteId),
  /** The issuers of the stage's own settings; none where it has a pool of its own. */
  issuers: z.optional(IssuerList),
})
export type StageFile = z.infer<typeof StageFile>

/** @throws Fault `settings-malformed` when one of them is malformed, or neither names an issuer, or both do */
export function stageIssuers(file: string, variable: string | undefined) {
  const stage = StageFile.safeParse(jsonOf(file))
  const inVariable = z.optional(IssuerList).safeParse(variable === undefined ? undefined : jsonOf(variable))
  if (!stage.success || !inVariable.success) throw new Fault('settings-malformed')
  const [issuers, ...more] = [stage.data.issuers ?? [], inVariable.data ?? []].filter(({ length }) => length > 0)
  if (issuers === undefined || more.length > 0) throw new Fault('settings-malformed')
  return { sites: stage.data.sites, issuers }
}

/** What is no JSON is nothing that any schema takes. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
