/** What one form uses of AWS, as `npm run cost` counts it. It is counted once for all measures of a run. */
import { countForm } from '../tools/cost/count-form.ts'
import type { Usage } from '../tools/cost/usage.ts'

let counted: Promise<Usage> | undefined

export const countedForm = (): Promise<Usage> => {
  counted ??= countForm()
  return counted
}
