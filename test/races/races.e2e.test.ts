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

/** The whole thousand run in races.full.test.ts. */
const racers = 150

describe('when hundreds use the same thing at once', () => {
  test('a key takes effect once, and everything that was refused is on record (abuse cases 2, 17 and 41)', async () => {
    const took = await runRaces(
      [submitRace, retrieveRace, openRaceBetweenVisitors, openRaceInOneBrowser, twoTabsSubmitRace],
      racers,
    )
    expect(took).toHaveLength(5)
  })

  test('what is in flight while its conversation is closed comes before or after (abuse case 34)', async () => {
    const took = await runRaces([closeRace(0), closeRace(5)], 60)
    expect(took).toHaveLength(2)
  })
})
