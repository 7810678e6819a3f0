// full: a thousand of each take minutes
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { newSite } from '../../kit/site.ts'
import {
  againstClose,
  againstRetrieve,
  againstSubmit,
  type ErasureRaceContext,
  runErasureRaces,
} from './erasure-races.ts'

const times = 1_000
const minutes = 60_000
let service: DatabaseService
let arena: ErasureRaceContext

beforeAll(async () => {
  service = await startDatabaseService()
  const site = await newSite(service)
  arena = { service, site, administrator: await site.signIn('administrator', 'root') }
})

afterAll(() => service.close())

describe('abuse 34: in a thousand attempts, an erasure that is concurrent with', () => {
  test.each([
    ['a submission', againstSubmit],
    ['a retrieval', againstRetrieve],
    ['a close', againstClose],
  ])('%s takes effect either before it or after it', { timeout: 10 * minutes }, async (what, race) => {
    const ended = await runErasureRaces(arena, race, times)
    console.log(
      `${times} erasures while ${what} was in flight: it came before ${ended.before} times, after ${ended.after}`,
    )
    expect(ended.before + ended.after).toBe(times)
    expect(Math.min(ended.before, ended.after)).toBeGreaterThan(times / 20)
  })
})
