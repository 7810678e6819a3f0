import { expect, test } from 'vitest'
import { killDuringJourneys } from './kill-during-journeys.ts'

test('after a kill amid journeys each submission is stored and its key spent, or neither (promise I11)', async () => {
  const met = await killDuringJourneys(5)
  console.log(`met after 5 kills: ${JSON.stringify(met)}`)
  expect(Object.keys(met).some((name) => name.endsWith('?'))).toBe(true)
})
