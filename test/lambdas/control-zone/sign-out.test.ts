import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signOut } from '../../../lambdas/control-zone/sign-out.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import {
  active,
  agent,
  backend,
  byAgent,
  hour,
  minute,
  resultOf,
  signedIn,
  signInFixture,
  start,
} from '../identity/sign-in-fixture.ts'

describe('sign-out', () => {
  test('ends the session and records it in the audit log', async () => {
    const fixture = signInFixture()
    await fixture.call(active)
    fixture.wait(minute)
    expect(await fixture.signOut()).toEqual({ value: { signedOutAt: '2026-03-02T09:01:00.000Z' } })
    expect(fixture.stored.get(agent.sessionHash)).toMatchObject({ ended: 'signed-out', endedAt: start + minute })
    expect(fixture.notes).toEqual([{ event: 'signed-out', ...byAgent, outcome: 'done', siteId: 'acme' }])
  })

  test('is refused with `not-signed-in` if it is repeated', async () => {
    const fixture = signInFixture()
    await fixture.signOut()
    expect(resultOf(await fixture.signOut())).toBe('not-signed-in')
    expect(fixture.notes).toHaveLength(1)
  })

  test('abuse 47: when two requests sign out concurrently, one succeeds, and the other is recorded only as refused', async () => {
    const fixture = signInFixture()
    const answers = await Promise.all([fixture.signOut(), fixture.signOut()])
    expect(answers.filter((answer) => 'value' in answer)).toHaveLength(1)
    expect(fixture.notes.map(({ event, outcome }) => [event, outcome])).toEqual([
      ['signed-out', 'done'],
      ['signed-out', 'refused'],
    ])
  })

  test('does not end the session if the record cannot be written, and a retry ends the session and writes the record', async () => {
    const fixture = signInFixture()
    await fixture.call(active)
    const end = () => Promise.reject(new Fault('storage-failed'))
    const sessions = { ...fixture.ports.sessions, end }
    await expect(signOut({ ...fixture.ports, sessions })({ principal: agent })).rejects.toThrow('storage-failed')
    expect(fixture.stored.get(agent.sessionHash)).not.toHaveProperty('ended')
    expect(await fixture.signOut()).toHaveProperty('value')
    expect(fixture.notes).toMatchObject([{ event: 'signed-out', outcome: 'done' }])
  })

  test('ends a session that has not been stored yet', async () => {
    const fixture = signInFixture()
    await fixture.signOut()
    expect(resultOf(await fixture.call())).toBe('not-signed-in')
    expect(fixture.sweepAt.get(agent.sessionHash)).toBe((start + 13 * hour) / 1_000)
  })

  test('is refused for a machine client', async () => {
    expect(resultOf(await signOut(signInFixture().ports)({ principal: backend }))).toBe('not-permitted')
  })
})

type SignInFixture = ReturnType<typeof signInFixture>

const steps: Record<string, (fixture: SignInFixture) => Promise<unknown>> = {
  'a GET': (fixture) => fixture.call(signedIn),
  'a POST': (fixture) => fixture.call(active),
  'a step that needs a permission': (fixture) => fixture.call({ anyOf: ['secure-form:use'], activity: true }),
  stay: (fixture) => fixture.stay(),
  'sign-out': (fixture) => fixture.signOut(),
  disable: async (fixture) => fixture.setPerson({ enabled: false }),
  enable: async (fixture) => fixture.setPerson({ enabled: true }),
  'a second': async (fixture) => fixture.wait(1_000),
  'ten minutes': async (fixture) => fixture.wait(10 * minute),
  'an hour': async (fixture) => fixture.wait(hour),
}
const authenticatedSteps = new Set(['a GET', 'a POST', 'a step that needs a permission', 'stay', 'sign-out'])

test('I7: a sign-in that has ended is never admitted again', async () => {
  const journeys = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 30 })
  const end = fc.constantFrom('sign-out', 'idle', 'disabled')
  await fc.assert(
    fc.asyncProperty(journeys, end, journeys, async (before, ending, after) => {
      const fixture = signInFixture()
      for (const step of before) await steps[step]?.(fixture)
      if (ending === 'idle') fixture.wait(15 * minute)
      if (ending === 'disabled') fixture.setPerson({ enabled: false })
      await fixture.signOut()
      for (const step of after) {
        const answer = await steps[step]?.(fixture)
        if (!authenticatedSteps.has(step)) continue
        expect(answer).toEqual({ refused: 'not-signed-in' })
      }
    }),
    { numRuns: 300 },
  )
})
