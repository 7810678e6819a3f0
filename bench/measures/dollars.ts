/** P10: what a million forms and an idle month cost, in US dollars in us-east-1, as `npm run cost` computes it. */
import { type Stage, totalsOf } from '../../tools/cost/cost-page.ts'
import { synthesise } from '../../tools/cost/synthesise.ts'
import type { Usage } from '../../tools/cost/usage.ts'
import { countedForm } from '../counted-form.ts'
import type { Measure, Readings } from '../measure.ts'

export const dollarReadings = (usage: Usage, demoStage: Stage, productionStage: Stage): Readings => {
  const demo = totalsOf(usage, demoStage, 'us-east-1')
  const production = totalsOf(usage, productionStage, 'us-east-1')
  const note = 'docs/cost.md lists what is counted'
  return {
    demo: { value: demo.millionForms, note },
    production: { value: production.millionForms, note },
    idleDemo: { value: demo.idle },
    idleProduction: { value: production.idle },
  }
}

const dollars = (name: string, must: number, aim: number, november: number) =>
  ({ name, unit: '$', kind: 'dollars', must, aim, november }) as const

export const dollarsOfForms: Measure = {
  id: 'P10',
  targets: {
    demo: dollars('a million forms, demo', 190, 150, 256),
    production: dollars('a million forms, production', 190, 150, 273),
    idleDemo: dollars('an idle month, demo', 42, 30, 50),
    idleProduction: dollars('an idle month, production', 58, 58, 65),
  },
  run: async () => dollarReadings(await countedForm(), await synthesise('demo'), await synthesise('production')),
}
