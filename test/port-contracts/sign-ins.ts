import { expect } from 'vitest'
import { inactivityLimitMs } from '../../lambdas/core/people/inactivity.ts'
import { decisionOf } from './decisions.ts'
import { newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function signInsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, putPerson, now } = storage()
    const { person, known } = newSampleRecords(now())
    const read = async () => (await ports.records.read({ person })).person
    const start = (attemptId: string) => ports.attempts.recordStart(person, { attemptId, now: now() })
    return { ...ports, putPerson, person, known, read, start, now: now() }
  }

  test('each of 100 concurrent sign-in attempts is counted, for stored and unknown people', async () => {
    const { start, read } = fresh()
    const started = await Promise.all(Array.from({ length: 100 }, (_, place) => start(`attempt-${place}`)))
    const counts = started.map(({ failedSignIns = 0 }) => failedSignIns).sort((left, right) => left - right)
    expect(counts).toEqual(Array.from({ length: 100 }, (_, place) => place + 1))
    expect(await read()).toMatchObject({ failedSignIns: 100, enabled: true })
  })

  test('a sign-in attempt whose reply was lost counts once', async () => {
    const { start, read } = fresh()
    expect(await start('first')).toMatchObject({ failedSignIns: 1 })
    expect(await start('first')).toMatchObject({ failedSignIns: 1 })
    expect(await start('second')).toMatchObject({ failedSignIns: 2 })
    expect(await read()).toMatchObject({ failedSignIns: 2 })
  })

  test('a successful sign-in resets the failed attempts and stores its time, but changes nothing for a disabled person', async () => {
    const { attempts, people, person, start, read, now } = fresh()
    await start('first')
    expect(await attempts.recordSuccess(person, now + 5)).toBe(true)
    expect(await read()).toEqual({ ...person, enabled: true, enabledAt: expect.any(Number), lastSignInAt: now + 5 })
    await start('second')
    await people.put(person, { enabled: false }, decisionOf(person, now + 6))
    const disabled = await read()
    expect(await attempts.recordSuccess(person, now + 7)).toBe(false)
    expect(await read()).toEqual(disabled)
  })

  test('only one of 20 concurrent lock-outs disables the person, and below the limit none of them disables the person', async () => {
    const { attempts, person, start, read, now } = fresh()
    const lockOut = () => attempts.lockOut(person, { limit: 2, now: now + 9 })
    for (const attempt of ['first', 'second']) await start(attempt)
    expect(await lockOut()).toBe(false)
    await start('third')
    const lockOuts = await Promise.all(Array.from({ length: 20 }, lockOut))
    expect(lockOuts.filter(Boolean)).toHaveLength(1)
    expect(await read()).toMatchObject({ enabled: false, signInsEndedAt: now + 9, failedSignIns: 3 })
  })

  test('enabling a person resets the failed attempts, and the next attempt counts as the first', async () => {
    const { attempts, people, person, start, now } = fresh()
    for (const attempt of ['first', 'second', 'third']) await start(attempt)
    await attempts.lockOut(person, { limit: 2, now })
    await people.put(person, { enabled: true }, decisionOf(person, now + 1))
    expect(await start('third')).toMatchObject({ failedSignIns: 1, enabled: true })
  })

  test('ending every sign-in does not disable the person, and the time of the latest end never moves back', async () => {
    const { attempts, person, read, now } = fresh()
    await attempts.endAll(person, now)
    expect(await read()).toMatchObject({ enabled: true, signInsEndedAt: now })
    await attempts.endAll(person, now - 1)
    expect(await read()).toMatchObject({ signInsEndedAt: now })
  })

  test('the first use of a sign-in stores the person, and the use of an earlier sign-in changes nothing', async () => {
    const { sessions, person, read, now } = fresh()
    await sessions.recordSignIn(person, now)
    expect(await read()).toEqual({ ...person, enabled: true, lastSignInAt: now })
    await sessions.recordSignIn(person, now - 1)
    expect(await read()).toMatchObject({ lastSignInAt: now })
  })

  test('the use of a sign-in neither enables a person nor resets their attempts', async () => {
    const { sessions, people, person, start, read, now } = fresh()
    await start('first')
    await sessions.recordSignIn(person, now + 1)
    expect(await read()).toMatchObject({ failedSignIns: 1, lastSignInAt: now + 1 })
    await people.put(person, { enabled: false }, decisionOf(person, now + 2))
    const disabled = await read()
    await sessions.recordSignIn(person, now + 3)
    expect(await read()).toEqual(disabled)
  })

  test('a person is inactive from the millisecond after 90 days, and one of 20 concurrent calls disables them', async () => {
    const { sessions, putPerson, person, known, read, now } = fresh()
    const lastSignInAt = now - inactivityLimitMs
    await putPerson({ ...known, lastSignInAt: lastSignInAt + 1 })
    expect(await sessions.disableInactive(person, now)).toBe(false)
    await putPerson({ ...known, lastSignInAt })
    const disabled = await Promise.all(Array.from({ length: 20 }, () => sessions.disableInactive(person, now)))
    expect(disabled.filter(Boolean)).toHaveLength(1)
    expect(await read()).toEqual({ ...known, lastSignInAt, enabled: false, signInsEndedAt: now })
  })

  test('a person who was enabled after the last sign-in or has no known sign-in is not treated as inactive', async () => {
    const { sessions, putPerson, person, known, now } = fresh()
    const long = now - 2 * inactivityLimitMs
    const { lastSignInAt: _, ...neverSeen } = known
    for (const other of [{ ...known, lastSignInAt: long, enabledAt: now - 1 }, neverSeen]) {
      await putPerson(other)
      expect(await sessions.disableInactive(person, now)).toBe(false)
    }
    for (const unused of [
      { ...known, lastSignInAt: long, enabledAt: long },
      { ...neverSeen, enabledAt: long },
    ]) {
      await putPerson(unused)
      expect(await sessions.disableInactive(person, now)).toBe(true)
    }
  })
}
