/** P7: how many forms one core serves, divided by how many a bare Node server serves that does four steps in memory. */
import * as z from 'zod/mini'
import { localServiceAt } from '../../test/kit/service.ts'
import { floorAnswers } from '../floor.ts'
import { prepareForms } from '../form.ts'
import { ratioOf } from '../interleaved.ts'
import type { Measure, Reading, Scale } from '../measure.ts'
import { type MeasuredProcess, startMeasured } from '../processes/measured-process.ts'

const floorFormsPerRound = 200
/** V8 optimizes the server's code during the first round, which does not count. */
const formsPerRound = { quick: 40, full: 200 } as const
const Created = z.object({ formId: z.string() })

/** Performs forms, and returns the CPU time of the server for each of them. */
const cpuPerForm = async (server: MeasuredProcess, forms: number, perform: () => Promise<void>): Promise<number> => {
  const before = await server.cpuMicroseconds()
  for (let form = 0; form < forms; form++) await perform()
  return ((await server.cpuMicroseconds()) - before) / forms
}

const floorFormAt = (origin: string) => async (): Promise<void> => {
  const post = async (path: string, body: object) =>
    (await fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
  const { formId } = Created.parse(await post('/create', { key: 'k'.repeat(43) }))
  for (const path of ['/open', '/submit', '/retrieve'])
    await post(path, { formId, key: 'k'.repeat(43), ...(path === '/submit' && { answers: floorAnswers }) })
}

const measure = async (storage: 'memory' | 'database', forms: number, scale: Scale): Promise<Reading> => {
  const server = await startMeasured('local-service.ts', storage)
  const floor = await startMeasured('floor-server.ts')
  try {
    const { performForm } = await prepareForms(localServiceAt(server.origin))
    const cpus: number[] = []
    const { value, note } = await ratioOf({
      rounds: scale === 'full' ? 11 : 3,
      async subject() {
        const cpu = await cpuPerForm(server, forms, performForm)
        cpus.push(cpu)
        return 1 / cpu
      },
      control: async () => 1 / (await cpuPerForm(floor, floorFormsPerRound, floorFormAt(floor.origin))),
    })
    const perSecond = 1e6 / Math.min(...cpus)
    return { value, note: `${note}; ${perSecond.toFixed(0)} forms/s here` }
  } finally {
    await server.stop()
    await floor.stop()
  }
}

const target = (name: string, must: number, aim: number) =>
  ({ name, unit: '×', kind: 'ratio', must, aim, higherIsBetter: true }) as const

export const formsPerSecond: Measure = {
  id: 'P7',
  targets: {
    memory: target('forms per core in memory ÷ bare Node', 0.05, 0.15),
    database: { ...target('forms per core with the embedded database ÷ bare Node', 0.0125, 0.031), november: 0.0042 },
  },
  run: async (scale) => ({
    memory: await measure('memory', formsPerRound[scale], scale),
    database: await measure('database', formsPerRound[scale], scale),
  }),
}
