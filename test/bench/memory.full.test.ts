// full: performs ten thousand forms
import { expect, test } from 'vitest'
import { prepareForms } from '../../bench/form.ts'
import { startMeasured } from '../../bench/processes/measured-process.ts'
import { localServiceAt } from '../kit/service.ts'

/** Code is compiled and caches are filled during these forms, which do not count. */
const formsBefore = 500
const forms = 10_000
/** The answers of a form have 1 KiB, so a run that kept a form in memory would exceed this. */
const maxBytesPerForm = 1_024
const minutes = 60_000

test('the local run with its database keeps none of 10,000 forms in memory', { timeout: 90 * minutes }, async ({
  skip,
}) => {
  skip(process.env.NIGHTLY !== 'on', 'it takes minutes, so only npm run test:nightly runs it')
  const server = await startMeasured('local-service.ts', 'database')
  try {
    const { performForm } = await prepareForms(localServiceAt(server.origin))
    for (let form = 0; form < formsBefore; form++) await performForm()
    const before = await server.memoryBytes()
    for (let form = 0; form < forms; form++) await performForm()
    expect(before).toBeGreaterThan(0)
    expect(((await server.memoryBytes()) - before) / forms).toBeLessThan(maxBytesPerForm)
  } finally {
    await server.stop()
  }
})
