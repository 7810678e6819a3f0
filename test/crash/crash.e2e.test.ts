import { expect, test } from 'vitest'
import { killDuringJourneys } from './kill-during-journeys.ts'

test('a run that is killed amid journeys has stored each submission and spent its key, or neither (promise I11)', async () => {
  const met = await killDuringJourneys(5)
  console.log(`met after 5 kills: ${JSON.stringify(met)}`)
  expect(Object.keys(met).some((name) => name.endsWith('?'))).toBe(true)
})
