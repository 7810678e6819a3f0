import { describe, expect, test } from 'vitest'
import {
  closeRace,
  openRaceBetweenVisitors,
  openRaceInOneBrowser,
  retrieveRace,
  submitRace,
  twoTabsSubmitRace,
} from './races.ts'
import { runRaces } from './run-races.ts'

/** races.full.test.ts sends a thousand. */
const requests = 10

describe('when ten requests use the same key concurrently', () => {
  test('the key takes effect once, and every other use is refused and recorded (abuse cases 2, 17, 34 and 41)', async () => {
    const races = [
      submitRace,
      retrieveRace,
      openRaceBetweenVisitors,
      openRaceInOneBrowser,
      twoTabsSubmitRace,
      closeRace(2),
    ]
    expect(await runRaces(races, requests)).toBe(races.length)
  })
})
