/** The page against the templates of today. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { costPage, type Stage, totalsOf } from '../../../tools/cost/cost-page.ts'
import { regions } from '../../../tools/cost/prices.ts'
import { pageFile, recordedUsage } from '../../../tools/cost/recorded-usage.ts'
import { unpricedTypes } from '../../../tools/cost/resource-types.ts'
import { stages, synthesise } from '../../../tools/cost/synthesise.ts'

const deployed: Stage[] = []
beforeAll(async () => {
  for (const stage of stages) deployed.push(await synthesise(stage))
}, 120_000)

const stageOf = (name: (typeof stages)[number]): Stage => {
  const stage = deployed.find((each) => each.name === name)
  if (stage === undefined) throw new Error(`${name} was not synthesised`)
  return stage
}

describe('the cost page', () => {
  test.each(stages)('knows what every resource of the %s stage costs', (name) => {
    expect(unpricedTypes(stageOf(name).resources)).toEqual([])
  })

  test('is in step with the templates, the prices and what was counted', () => {
    expect(costPage(recordedUsage(), deployed), 'npm run cost writes it anew').toBe(readFileSync(pageFile, 'utf8'))
  })

  test.each(regions)('has a demo that costs less to keep than production, in %s', (region) => {
    const usage = recordedUsage()
    const [demo, production] = stages.map((name) => totalsOf(usage, stageOf(name), region).idle)
    expect(demo).toBeGreaterThan(0)
    expect(demo).toBeLessThan(production ?? 0)
  })
})
