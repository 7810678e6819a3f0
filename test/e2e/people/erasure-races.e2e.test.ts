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

let service: DatabaseService
let arena: ErasureRaceContext

beforeAll(async () => {
  service = await startDatabaseService()
  const site = await newSite(service)
  arena = { service, site, administrator: await site.signIn('administrator', 'root') }
})

afterAll(() => service.close())

describe('abuse 34: an erasure that is concurrent with', () => {
  test.each([
    ['a submission', againstSubmit, 60],
    ['a retrieval', againstRetrieve, 60],
    ['a close', againstClose, 30],
  ])('%s takes effect either before it or after it', async (_, race, times) => {
    const ended = await runErasureRaces(arena, race, times)
    expect(ended.before + ended.after).toBe(times)
    expect(ended.before).toBeGreaterThan(0)
    expect(ended.after).toBeGreaterThan(0)
  })
})
