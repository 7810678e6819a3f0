/** P4: the CPU time of the handlers of one form with in-memory ports, divided by that of the least possible work. */
import { memoryStorage } from '../../local/memory/storage.ts'
import { siteMaker } from '../../local/sites.ts'
import { floorForm } from '../floor.ts'
import { prepareForms } from '../form.ts'
import { cpuOf, ratioOf } from '../interleaved.ts'
import type { Measure } from '../measure.ts'
import { noNotifications, processPorts, serviceInProcess } from '../service-in-process.ts'

/** The first forms are slower, until Node has compiled the code of the steps. */
const warmUpForms = 800

const formsInTurn = 10
/** With many more forms in memory, the time of garbage collection would count, which a stage with a database does not have. */
const formsPerService = 200
const floorFormsInTurn = 200

const startService = async () => {
  const storage = memoryStorage(processPorts)
  const handlers = storage.composeHandlers(noNotifications)
  const service = await serviceInProcess({ handlers, makeSite: siteMaker({ ...processPorts, ...storage.ports }) })
  return { service, ...(await prepareForms(service, service.fetch)) }
}

export const handlerCpu: Measure = {
  id: 'P4',
  inOwnProcess: true,
  targets: {
    handlers: {
      name: 'handler CPU with in-memory ports ÷ JSON, hashes and AES-GCM',
      ...{ unit: '×', kind: 'ratio', must: 40, aim: 25, november: 67 },
    },
  },
  async run(scale) {
    let { service, performForm } = await startService()
    for (let form = 0; form < warmUpForms; form++) await performForm()
    let measuredForms = 0
    return {
      handlers: await ratioOf({
        rounds: scale === 'full' ? 15 : 5,
        turns: scale === 'full' ? 40 : 8,
        async subject() {
          if (measuredForms % formsPerService === 0) ({ service, performForm } = await startService())
          measuredForms += formsInTurn
          const before = service.used.handlers
          for (let form = 0; form < formsInTurn; form++) await performForm()
          return (service.used.handlers - before) / formsInTurn
        },
        control: async () =>
          (await cpuOf(async () => {
            for (let form = 0; form < floorFormsInTurn; form++) floorForm()
          })) / floorFormsInTurn,
      }),
    }
  },
}
