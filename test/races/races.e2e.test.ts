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
    const races = [submitRace, retrieveRace, openRaceBetweenVisitors, openRaceInOneBrowser, twoTabsSubmitRace]
    expect(await runRaces(races, racers)).toBe(races.length)
  })

  test('what is in flight while its conversation is closed comes before or after (abuse case 34)', async () => {
    expect(await runRaces([closeRace(0), closeRace(5)], 60)).toBe(2)
  })
})
