// full: fifty kills and restarts take minutes
import { expect, test } from 'vitest'
import { killDuringJourneys } from './kill-during-journeys.ts'

const minutes = 60_000

test('no submission is stored in part when the service is killed fifty times at random moments (promise I11)', {
  timeout: 15 * minutes,
}, async () => {
  const met = await killDuringJourneys(50)
  console.log(`met after 50 kills: ${JSON.stringify(met)}`)
  // Each is a moment that the promise covers; fifty kills meet all of them.
  expect(met).toMatchObject({
    'submit-form?': expect.any(Number),
    'retrieve-submission?': expect.any(Number),
    opened: expect.any(Number),
    submitted: expect.any(Number),
  })
})
