import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { newScene } from '../scene.ts'
import {
  againstClose,
  againstRetrieve,
  againstSubmit,
  type ErasureRaceContext,
  runErasureRaces,
} from './erasure-races.ts'

let target: DatabaseService
let arena: ErasureRaceContext

beforeAll(async () => {
  target = await startDatabaseService()
  const scene = await newScene(target)
  arena = { target, scene, administrator: await scene.token('administrator', 'root') }
})

afterAll(() => target.close())

describe('abuse 34: an erasure while', () => {
  test.each([
    ['a submit', againstSubmit, 60],
    ['a retrieve', againstRetrieve, 60],
    ['a close', againstClose, 30],
  ])('%s is in flight comes after it or before it, never both', async (_, race, times) => {
    const ended = await runErasureRaces(arena, race, times)
    expect(ended.before + ended.after).toBe(times)
    expect(ended.before).toBeGreaterThan(0)
    expect(ended.after).toBeGreaterThan(0)
  })
})
