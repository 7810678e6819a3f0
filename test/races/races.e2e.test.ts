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

/** races.full.test.ts runs the full thousand. */
const racers = 150

describe('when hundreds use the same key at once', () => {
  test('it takes effect once, and every refusal is recorded (abuse cases 2, 17 and 41)', async () => {
    const took = await runRaces(
      [submitRace, retrieveRace, openRaceBetweenVisitors, openRaceInOneBrowser, twoTabsSubmitRace],
      racers,
    )
    expect(took).toHaveLength(5)
  })

  test('calls during the closing of their conversation come before or after it (abuse case 34)', async () => {
    const took = await runRaces([closeRace(0), closeRace(5)], 60)
    expect(took).toHaveLength(2)
  })
})
