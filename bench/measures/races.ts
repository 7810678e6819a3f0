/** P9: how many forms are released twice if many requests use the same retrieve key at the same moment. */
import { localServiceAt } from '../../test/kit/service.ts'
import { gatedFetch, race } from '../../test/races/request-gate.ts'
import { prepareForms } from '../form.ts'
import type { Measure } from '../measure.ts'
import { startMeasured } from '../processes/measured-process.ts'

const requestsPerForm = 10
/** Each site has its own sign-ins, whose tokens are valid for an hour. */
const formsPerSite = 500

export const races: Measure = {
  id: 'P9',
  targets: {
    releasedTwice: { name: 'forms released twice', unit: '', kind: 'count', must: 0, aim: 0, november: 0 },
  },
  async run(scale) {
    const forms = scale === 'full' ? 10_000 : 50
    const server = await startMeasured('local-service.ts', 'database')
    try {
      const prepare = () => prepareForms(localServiceAt(server.origin), gatedFetch)
      let { retrievalsOf } = await prepare()
      let releasedTwice = 0
      for (let form = 0; form < forms; form++) {
        if (form > 0 && form % formsPerSite === 0) ({ retrievalsOf } = await prepare())
        const results = await race(await retrievalsOf(requestsPerForm))
        const released = results.filter(({ status }) => status === 200).length
        if (released === 0) throw new Error('A raced form was not released at all.')
        if (released > 1) releasedTwice++
      }
      return { releasedTwice: { value: releasedTwice, note: `${forms * requestsPerForm} requests for ${forms} forms` } }
    } finally {
      await server.stop()
    }
  },
}
