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
    const races = [submitRace, retrieveRace, openRaceBetweenVisitors, openRaceInOneBrowser, twoTabsSubmitRace]
    expect(await runRaces(races, racers)).toBe(races.length)
  })

  test('calls during the closing of their conversation come before or after it (abuse case 34)', async () => {
    expect(await runRaces([closeRace(0), closeRace(5)], 60)).toBe(2)
  })
})
