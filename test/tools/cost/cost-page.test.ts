/** Compares the page with the current templates. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { gateOf } from '../../../bench/gate.ts'
import { isWithin, rowsOf } from '../../../bench/measure.ts'
import { dollarReadings, dollarsOfForms } from '../../../bench/measures/dollars.ts'
import { readRun, recordedFile } from '../../../bench/run-record.ts'
import { costPage, type Stage, totalsOf } from '../../../tools/cost/cost-page.ts'
import { regions } from '../../../tools/cost/prices.ts'
import { pageFile, recordedUsage } from '../../../tools/cost/recorded-usage.ts'
import { unpricedTypes } from '../../../tools/cost/resource-types.ts'
import { stages, synthesise } from '../../../tools/cost/synthesise.ts'

const deployed: Stage[] = []
beforeAll(async () => {
  for (const stage of stages) deployed.push(await synthesise(stage))
}, 300_000)

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

  test('stays within the gates of a million forms and of an idle month', () => {
    const { results } = readRun(recordedFile)
    const readings = dollarReadings(recordedUsage(), stageOf('demo'), stageOf('production'))
    const exceeded = rowsOf(dollarsOfForms, readings).filter((row) => {
      const gate = gateOf(row, results[row.id]?.value)
      return row.reading === undefined || gate === undefined || !isWithin(row.reading.value, gate, row)
    })
    expect(exceeded, 'run npm run bench -- --only P10 --write if the increase is intended').toEqual([])
  })

  test.each(regions)('has lower fixed costs for the demo than for production, in %s', (region) => {
    const usage = recordedUsage()
    const [demo, production] = stages.map((name) => totalsOf(usage, stageOf(name), region).idle)
    expect(demo).toBeGreaterThan(0)
    expect(demo).toBeLessThan(production ?? 0)
  })
})
