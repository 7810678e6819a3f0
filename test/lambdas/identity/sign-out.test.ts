import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuditLog } from '../../../lambdas/core/audit/audit.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import { signOut } from '../../../lambdas/identity/sign-out.ts'
import { active, agent, backend, hour, minute, resultOf, signedIn, signInFixture, start } from './sign-in-fixture.ts'

const noAudit: AuditLog = {
  append: () => Promise.reject(new Fault('audit-failed')),
  record: () => Promise.reject(new Fault('audit-failed')),
}

describe('sign-out', () => {
  test('ends the session and is in the audit log', async () => {
    const world = signInFixture()
    await world.call(active)
    world.wait(minute)
    expect(await world.signOut()).toEqual({ value: { signedOutAt: '2026-03-02T09:01:00.000Z' } })
    expect(world.stored.get(agent.sessionHash)).toMatchObject({ ended: 'signed-out', endedAt: start + minute })
    expect(world.notes).toEqual([{ event: 'signed-out', actor: 'agent:agent-7', outcome: 'done', siteId: 'acme' }])
  })

  test('a second time there is nothing to sign out of', async () => {
    const world = signInFixture()
    await world.signOut()
    expect(resultOf(await world.signOut())).toBe('not-signed-in')
    expect(world.notes).toHaveLength(1)
  })

  test('of two at once, one signs out, and the other is on record as refused', async () => {
    const world = signInFixture()
    const answers = await Promise.all([world.signOut(), world.signOut()])
    expect(answers.filter((answer) => 'value' in answer)).toHaveLength(1)
    expect(world.notes.map(({ event, outcome }) => [event, outcome])).toEqual([
      ['signed-out', 'done'],
      ['signed-out', 'done'],
      ['signed-out', 'refused'],
    ])
  })

  test('without an audit log nobody is signed out unrecorded: asked again, it is on record', async () => {
    const world = signInFixture()
    await world.call(active)
    await expect(signOut({ ...world.ports, audit: noAudit })({ principal: agent })).rejects.toThrow('audit-failed')
    expect(world.stored.get(agent.sessionHash)).not.toHaveProperty('ended')
    expect(await world.signOut()).toHaveProperty('value')
    expect(world.notes).toMatchObject([{ event: 'signed-out', outcome: 'done' }])
  })

  test('a session that no call has stored yet ends as well', async () => {
    const world = signInFixture()
    await world.signOut()
    expect(resultOf(await world.call())).toBe('not-signed-in')
    expect(world.sweepAt.get(agent.sessionHash)).toBe((start + 13 * hour) / 1_000)
  })

  test('is for people', async () => {
    expect(resultOf(await signOut(signInFixture().ports)({ principal: backend }))).toBe('not-permitted')
  })
})

type SignInFixture = ReturnType<typeof signInFixture>

const steps: Record<string, (world: SignInFixture) => Promise<unknown>> = {
  'a GET': (world) => world.call(signedIn),
  'a POST': (world) => world.call(active),
  'a step that needs a permission': (world) => world.call({ anyOf: ['secure-form:use'], activity: true }),
  stay: (world) => world.stay(),
  'sign-out': (world) => world.signOut(),
  disable: async (world) => world.setPerson({ enabled: false }),
  enable: async (world) => world.setPerson({ enabled: true }),
  'a second': async (world) => world.wait(1_000),
  'ten minutes': async (world) => world.wait(10 * minute),
  'an hour': async (world) => world.wait(hour),
}
const authenticatedSteps = new Set(['a GET', 'a POST', 'a step that needs a permission', 'stay', 'sign-out'])

test('I7: once a sign-in has ended, nothing that comes next admits it again', async () => {
  const journeys = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 30 })
  const end = fc.constantFrom('sign-out', 'idle', 'disabled')
  await fc.assert(
    fc.asyncProperty(journeys, end, journeys, async (before, ending, after) => {
      const world = signInFixture()
      for (const step of before) await steps[step]?.(world)
      if (ending === 'idle') world.wait(15 * minute)
      if (ending === 'disabled') world.setPerson({ enabled: false })
      await world.signOut()
      for (const step of after) {
        const answer = await steps[step]?.(world)
        if (!authenticatedSteps.has(step)) continue
        expect(answer).toEqual({ refused: 'not-signed-in' })
      }
    }),
    { numRuns: 300 },
  )
})
