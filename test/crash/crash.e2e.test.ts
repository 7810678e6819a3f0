import { expect, test } from 'vitest'
import { killDuringJourneys } from './kill-during-journeys.ts'

/** crash.full.test.ts kills the service more often. */
test('if the service is killed during a journey, the submission is stored and its key is spent, or neither happens (promise I11)', async () => {
  const met = await killDuringJourneys(1)
  console.log(`met after one kill: ${JSON.stringify(met)}`)
  expect(Object.keys(met).some((name) => name.endsWith('?'))).toBe(true)
})
