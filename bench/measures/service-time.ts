/**
 * P1: the modelled service time of each step: its counted calls in their real order, each with a fixed duration. Exact,
 * so a test checks the values.
 */
import { authorizerMs } from '../../tools/cost/modelled-time.ts'
import type { StepUsage, Usage } from '../../tools/cost/usage.ts'
import { countedForm } from '../counted-form.ts'
import type { Measure, Readings } from '../measure.ts'
import { stepsOfForm } from './aws-calls.ts'

const longest = (steps: readonly StepUsage[]): StepUsage | undefined =>
  steps.toSorted((one, other) => other.modelledMs - one.modelledMs)[0]

export const timesOf = (usage: Usage): Readings => {
  const steps = stepsOfForm(usage)
  const retrieve = steps.find(({ step }) => step === 'retrieve-submission')
  const slowest = longest(steps.filter((step) => step !== retrieve))
  return {
    warm: {
      value: steps.reduce((sum, { modelledMs }) => sum + modelledMs, 0),
      note: steps.map(({ step, modelledMs }) => `${step} ${modelledMs}`).join(', '),
    },
    ...(retrieve && { retrieve: { value: retrieve.modelledMs } }),
    ...(slowest && { slowest: { value: slowest.modelledMs, note: slowest.step } }),
    cold: { value: steps.reduce((sum, { authorizerRuns }) => sum + authorizerRuns * authorizerMs, 0) },
  }
}

const time = (name: string, must: number, aim: number) => ({ name, unit: 'ms', kind: 'count', must, aim }) as const

export const serviceTime: Measure = {
  id: 'P1',
  targets: {
    warm: { ...time('modelled time of all steps, authorizer cached', 290, 250), november: 396.5 },
    retrieve: { ...time('modelled time of retrieve-submission', 53, 53), november: 70 },
    slowest: { ...time('modelled time of the slowest other step', 51, 51), november: 76 },
    cold: time('more with no cached authorizer result', 60, 60),
  },
  run: async () => timesOf(await countedForm()),
}
