// full: ten races of a thousand take minutes
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

const requests = 1_000
/** `npm run test:nightly` runs ten. */
const rounds = Number(process.env.RACE_ROUNDS ?? 1)
const minutes = 60_000

const round = [
  ...[submitRace, submitRace, submitRace],
  ...[retrieveRace, retrieveRace, retrieveRace],
  ...[openRaceBetweenVisitors, openRaceBetweenVisitors, openRaceBetweenVisitors, openRaceInOneBrowser],
]

describe('when a thousand requests use the same key concurrently', () => {
  test.each(Array.from({ length: rounds }, (_, index) => index + 1))(
    'the key takes effect once in each of ten races, round %i (abuse cases 2 and 41)',
    { timeout: 15 * minutes },
    async () => {
      expect(await runRaces(round, requests)).toBe(round.length)
    },
  )

  test('each of 500 pairs of tabs stores only one submission (abuse case 17)', { timeout: 15 * minutes }, async () => {
    expect(await runRaces([twoTabsSubmitRace], requests)).toBe(1)
  })

  test.each([0, 1, 10, 50])(
    'no request takes effect after its conversation is closed, here after %i successful requests (abuse case 34)',
    { timeout: 15 * minutes },
    async (successes) => {
      expect(await runRaces([closeRace(successes)], 400)).toBe(1)
    },
  )
})
