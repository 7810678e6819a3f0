/** P1: the modelled service time of each step. The counting of `npm run cost` does not report it yet. */
import type { Measure } from '../measure.ts'

const time = (name: string, must: number, aim: number) => ({ name, unit: 'ms', kind: 'count', must, aim }) as const

export const serviceTime: Measure = {
  id: 'P1',
  targets: {
    warm: { ...time('modelled time of all steps, authorizer cached', 290, 250), november: 396.5 },
    retrieve: { ...time('modelled time of retrieve-submission', 53, 53), november: 70 },
    slowest: { ...time('modelled time of the slowest other step', 51, 51), november: 76 },
    cold: time('more with no cached authorizer result', 60, 60),
  },
  run: async () => ({}),
}
