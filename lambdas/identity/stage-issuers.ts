/**
 * The allow-list of a deployed stage. Values known at synthesis are in a file beside the code, which has no size limit;
 * values known only to CloudFormation, the pool that it creates, are in the environment, which is limited to 4 KB.
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
  /** The issuers in the stage's settings; absent for a stage with its own pool. */
  issuers: z.optional(IssuerList),
})
export type StageFile = z.infer<typeof StageFile>

/** @throws Fault `settings-malformed` when either is malformed, or neither or both of them name an issuer */
export function stageIssuers(file: string, variable: string | undefined) {
  const stage = StageFile.safeParse(jsonOf(file))
  const inVariable = z.optional(IssuerList).safeParse(variable === undefined ? undefined : jsonOf(variable))
  if (!stage.success || !inVariable.success) throw new Fault('settings-malformed')
  const [issuers, ...more] = [stage.data.issuers ?? [], inVariable.data ?? []].filter(({ length }) => length > 0)
  if (issuers === undefined || more.length > 0) throw new Fault('settings-malformed')
  return { sites: stage.data.sites, issuers }
}

/** Invalid JSON is returned as text, which no schema accepts. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
