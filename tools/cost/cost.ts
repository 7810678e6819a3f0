/** `npm run cost`: counts a form, synthesises both stages, writes `docs/cost.md` and prints what it comes to. */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { costPage, type Stage, totalsOf } from './cost-page.ts'
import { countForm } from './count-form.ts'
import { regions } from './prices.ts'
import { unpricedTypes } from './resource-types.ts'
import { stages, synthesise } from './synthesise.ts'
import { Usage } from './usage.ts'

export const usageFile = resolve(import.meta.dirname, 'usage.json')
export const pageFile = resolve(import.meta.dirname, '../../docs/cost.md')

/** What was counted when the page was last written. */
export const recordedUsage = (): Usage => Usage.parse(JSON.parse(readFileSync(usageFile, 'utf8')))

const main = async () => {
  const usage = await countForm()
  const deployed: Stage[] = []
  for (const stage of stages) deployed.push(await synthesise(stage))
  const unknown = unpricedTypes(deployed.flatMap(({ resources }) => resources))
  if (unknown.length > 0) {
    throw new Error(`Say in tools/cost/resource-types.ts what these cost: ${unknown.join(', ')}.`)
  }
  writeFileSync(usageFile, `${JSON.stringify(usage, null, 2)}\n`)
  writeFileSync(pageFile, costPage(usage, deployed))
  console.log('                            $ a month idle   $ per million forms')
  for (const stage of deployed) {
    for (const region of regions) {
      const { idle, millionForms } = totalsOf(usage, stage, region)
      const label = `${stage.name}, ${region}`.padEnd(28)
      console.log(`${label}${idle.toFixed(2).padStart(14)}${millionForms.toFixed(2).padStart(22)}`)
    }
  }
  console.log('\nWritten: docs/cost.md')
}

if (import.meta.main) {
  main().catch((failure) => {
    console.error(failure instanceof Error ? failure.message : 'The cost could not be computed.')
    process.exitCode = 1
  })
}
