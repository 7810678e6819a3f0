/** Counts a form, synthesises both stages, and writes `docs/cost.md`. */
import { writeFileSync } from 'node:fs'
import { costPage, type Stage, type Totals, totalsOf } from './cost-page.ts'
import { countForm } from './count-form.ts'
import { type Region, regions } from './prices.ts'
import { pageFile, usageFile } from './recorded-usage.ts'
import { unpricedTypes } from './resource-types.ts'
import { stages, synthesise } from './synthesise.ts'

/** The cost of a stage in US dollars, per month when idle and per million forms. */
export interface StageCost extends Totals {
  readonly stage: string
  readonly region: Region
}

/**
 * Writes `docs/cost.md`, and returns the cost of each stage in each Region. Throws if the cost of a deployed resource
 * type is not defined.
 */
export const writeCostPage = async (): Promise<readonly StageCost[]> => {
  const usage = await countForm()
  const deployed: Stage[] = []
  for (const stage of stages) deployed.push(await synthesise(stage))
  const unknown = unpricedTypes(deployed.flatMap(({ resources }) => resources))
  if (unknown.length > 0)
    throw new Error(`Add the cost of these to tools/cost/resource-types.ts: ${unknown.join(', ')}.`)
  writeFileSync(usageFile, `${JSON.stringify(usage, null, 2)}\n`)
  writeFileSync(pageFile, costPage(usage, deployed))
  return deployed.flatMap((stage) =>
    regions.map((region) => ({ stage: stage.name, region, ...totalsOf(usage, stage, region) })),
  )
}
