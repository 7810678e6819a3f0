import { expect } from 'vitest'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds } from './stored-samples.ts'

export function sessionsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, now } = storage()
    const { session } = newSampleRecords(now())
    const read = async () => (await ports.records.read({ session: session.sessionHash })).session
    const ended = { ...session, ended: 'signed-out', endedAt: session.lastSeenAt + 10 } as const
    return { ...ports, session, ended, sweepAt: Math.ceil(now() / 1000) + daySeconds, read }
  }

  test('only one of 50 concurrent first uses of a sign-in stores the session', async () => {
    const { sessions, session, sweepAt, read } = fresh()
    const created = await Promise.all(Array.from({ length: 50 }, () => sessions.create(session, sweepAt)))
    expect(created.filter(Boolean)).toHaveLength(1)
    expect(await read()).toEqual(session)
  })

  test('the last activity of a session never moves back', async () => {
    const { sessions, session, sweepAt, read } = fresh()
    await sessions.create(session, sweepAt)
    expect(await sessions.touch(session.sessionHash, session.lastSeenAt + 5)).toBe(true)
    expect(await sessions.touch(session.sessionHash, session.lastSeenAt + 3)).toBe(true)
    expect(await read()).toEqual({ ...session, lastSeenAt: session.lastSeenAt + 5 })
  })

  test('activity cannot be stored for a session that was never stored', async () => {
    const { sessions, session, read } = fresh()
    expect(await sessions.touch(session.sessionHash, session.lastSeenAt)).toBe(false)
    expect(await read()).toBeUndefined()
  })

  test('only one of 50 concurrent requests that end a session takes effect', async () => {
    const { sessions, session, ended, sweepAt, read } = fresh()
    await sessions.create(session, sweepAt)
    const ends = await Promise.all(Array.from({ length: 50 }, () => sessions.end(ended, sweepAt)))
    expect(ends.filter(Boolean)).toHaveLength(1)
    expect(await read()).toEqual(ended)
  })

  test('an ended session cannot be extended by new activity, created again or ended again', async () => {
    const { sessions, session, ended, sweepAt, read } = fresh()
    await sessions.create(session, sweepAt)
    await sessions.end(ended, sweepAt)
    expect(await sessions.touch(session.sessionHash, session.lastSeenAt + 20)).toBe(false)
    expect(await sessions.touch(session.sessionHash, session.lastSeenAt - 20)).toBe(false)
    expect(await sessions.create(session, sweepAt)).toBe(false)
    expect(await sessions.end({ ...ended, ended: 'idle' }, sweepAt)).toBe(false)
    expect(await read()).toEqual(ended)
  })

  test('a session that was never stored can be ended, and can no longer be created afterwards', async () => {
    const { sessions, session, ended, sweepAt, read } = fresh()
    expect(await sessions.end(ended, sweepAt)).toBe(true)
    expect(await sessions.create(session, sweepAt)).toBe(false)
    expect(await read()).toEqual(ended)
  })
}
