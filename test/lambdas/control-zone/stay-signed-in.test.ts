import { expect, test } from 'vitest'
import { staySignedIn } from '../../../lambdas/control-zone/stay-signed-in.ts'
import { active, backend, hour, minute, resultOf, second, signInFixture, start } from '../identity/sign-in-fixture.ts'

test('stay-signed-in returns the time at which the idle timeout will end the sign-in, and stores the activity even less than a minute after the previous activity', async () => {
  const fixture = signInFixture()
  await fixture.call(active)
  fixture.wait(second)
  expect(await fixture.stay()).toEqual({ value: { idleAt: '2026-03-02T09:15:01.000Z' } })
  fixture.wait(15 * minute - 1)
  expect(resultOf(await fixture.call())).toBe('admitted')
  fixture.wait(1)
  expect(resultOf(await fixture.call())).toBe('not-signed-in')
})

test('stay-signed-in uses the site’s idle timeout', async () => {
  expect(await signInFixture({ idleMinutes: 2 }).stay()).toEqual({ value: { idleAt: '2026-03-02T09:02:00.000Z' } })
})

test('stay-signed-in returns an end time that is at most twelve hours after the sign-in', async () => {
  const fixture = signInFixture()
  fixture.wait(12 * hour - minute)
  expect(await fixture.stay()).toEqual({ value: { idleAt: new Date(start + 12 * hour).toISOString() } })
})

test('stay-signed-in is refused after the idle timeout', async () => {
  const fixture = signInFixture()
  await fixture.call(active)
  fixture.wait(15 * minute)
  expect(resultOf(await fixture.stay())).toBe('not-signed-in')
})

test('stay-signed-in is refused for a machine client', async () => {
  expect(resultOf(await staySignedIn(signInFixture().ports)({ principal: backend }))).toBe('not-permitted')
})
