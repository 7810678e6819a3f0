/** Compares the page with the current templates. */
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
  test.each(stages)('has a price for every resource in the %s stage', (name) => {
    expect(unpricedTypes(stageOf(name).resources)).toEqual([])
  })

  test('matches the templates, the prices and the recorded usage', () => {
    expect(costPage(recordedUsage(), deployed), 'run npm run cost to update it').toBe(readFileSync(pageFile, 'utf8'))
  })

  test.each(regions)('has lower fixed costs for the demo than for production, in %s', (region) => {
    const usage = recordedUsage()
    const [demo, production] = stages.map((name) => totalsOf(usage, stageOf(name), region).idle)
    expect(demo).toBeGreaterThan(0)
    expect(demo).toBeLessThan(production ?? 0)
  })
})
