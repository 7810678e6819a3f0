import { describe, expect, test } from 'vitest'
import { AgentId, ProfileName, SiteId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import { knownSites } from '../../../lambdas/core/sites/known-sites.ts'
import { admission, admitMachine, callerLookup } from '../../../lambdas/identity/admission.ts'
import {
  active,
  agent,
  backend,
  byAgent,
  hour,
  minute,
  resultOf,
  second,
  signedIn,
  signInFixture,
  start,
} from './sign-in-fixture.ts'

describe('admission', () => {
  test('a first call is admitted and stores the session with a TTL one hour after the latest possible end of the sign-in', async () => {
    const fixture = signInFixture()
    fixture.wait(5 * minute)
    const answer = await fixture.call()
    expect(answer).toMatchObject({ admitted: { person: agent, session: { lastSeenAt: start + 5 * minute } } })
    expect(fixture.stored.get(agent.sessionHash)).toEqual({
      sessionHash: agent.sessionHash,
      siteId: 'acme',
      issuer: agent.issuer,
      subject: 'agent-7',
      lastSeenAt: start + 5 * minute,
    })
    expect(fixture.sweepAt.get(agent.sessionHash)).toBe((start + 13 * hour) / 1_000)
  })

  test('callers from a site that does not exist are refused, and nothing is written', async () => {
    const fixture = signInFixture()
    fixture.removeSite()
    expect(resultOf(await fixture.call())).toBe('not-signed-in')
    expect(resultOf(await fixture.call(signedIn, backend))).toBe('not-signed-in')
    expect(fixture.writes).toEqual([])
    expect(fixture.notes).toEqual([])
  })

  test.each([
    [12 * hour - 1, 'admitted'],
    [12 * hour, 'not-signed-in'],
    [13 * hour, 'not-signed-in'],
  ])('abuse 40: %i ms after sign-in, a token without a stored session gets %s', async (after, answer) => {
    const fixture = signInFixture()
    fixture.wait(after)
    expect(resultOf(await fixture.call(active))).toBe(answer)
    expect(fixture.stored.size).toBe(answer === 'admitted' ? 1 : 0)
  })

  test('a sign-in ends after twelve hours, even if the person is never idle', async () => {
    const fixture = signInFixture()
    for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
      expect(resultOf(await fixture.call(active))).toBe('admitted')
      fixture.wait(10 * minute)
    }
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
  })

  test('a stored session does not admit another person with the same session id', async () => {
    const fixture = signInFixture()
    await fixture.call(active)
    const other = { ...agent, subject: AgentId.parse('agent-8') }
    fixture.wait(2 * minute)
    expect(resultOf(await fixture.call(active, other))).toBe('not-signed-in')
    expect(fixture.stored.get(agent.sessionHash)).toMatchObject({ subject: 'agent-7', lastSeenAt: start })
  })
})

describe('the idle timeout', () => {
  test.each([
    [15, 15 * minute - 1, 'admitted'],
    [15, 15 * minute, 'not-signed-in'],
    [1, minute - 1, 'admitted'],
    [1, minute, 'not-signed-in'],
  ])('is %i min: a call %i ms after the previous call returns %s', async (idleMinutes, after, answer) => {
    const fixture = signInFixture({ idleMinutes })
    await fixture.call(active)
    fixture.wait(after)
    expect(resultOf(await fixture.call(active))).toBe(answer)
  })

  test('ends an idle session permanently and writes one audit record', async () => {
    const fixture = signInFixture()
    await fixture.call(active)
    fixture.wait(15 * minute)
    const [first, second] = await Promise.all([fixture.call(active), fixture.call(active)])
    expect([resultOf(first), resultOf(second)]).toEqual(['not-signed-in', 'not-signed-in'])
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    expect(fixture.stored.get(agent.sessionHash)).toMatchObject({ ended: 'idle', endedAt: start + 15 * minute })
    expect(fixture.notes).toEqual([{ event: 'signed-out-idle', ...byAgent, outcome: 'done', siteId: 'acme' }])
  })

  test('ends the session even if the record cannot be written, and a longer timeout that is set later does not restore the session', async () => {
    const fixture = signInFixture({ idleMinutes: 5 })
    await fixture.call(active)
    fixture.wait(5 * minute)
    const audit = { ...fixture.ports.audit, record: () => Promise.reject(new Fault('audit-failed')) }
    const found = await fixture.ports.records.read(callerLookup(agent))
    await expect(admission({ ...fixture.ports, audit })(agent, found, active)).rejects.toThrow('audit-failed')
    fixture.setSite({ idleMinutes: 15 })
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    expect(fixture.stored.get(agent.sessionHash)).toMatchObject({ ended: 'idle' })
  })

  test('is applied from the next call on if the site shortens it', async () => {
    const fixture = signInFixture({ idleMinutes: 1 })
    await fixture.call(active)
    fixture.wait(2 * minute)
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
  })

  test('is not extended by calls that only read', async () => {
    const fixture = signInFixture()
    await fixture.call(active)
    for (const _ of [1, 2, 3]) {
      fixture.wait(5 * minute - 1)
      expect(resultOf(await fixture.call(signedIn))).toBe('admitted')
    }
    fixture.wait(3)
    expect(resultOf(await fixture.call(signedIn))).toBe('not-signed-in')
    expect(fixture.writes).toEqual(['create', 'end'])
  })

  test('is extended by at most one write per minute', async () => {
    const fixture = signInFixture()
    for (let seconds = 0; seconds <= 120; seconds += 1) {
      await fixture.call(active)
      fixture.wait(second)
    }
    expect(fixture.writes).toEqual(['create', 'touch', 'touch'])
  })

  test.each([1, 2, 3, 15])('of %i min never signs out an agent who acts every 20 s', async (idleMinutes) => {
    const fixture = signInFixture({ idleMinutes })
    for (let calls = 0; calls < 100; calls += 1) {
      expect(resultOf(await fixture.call(active))).toBe('admitted')
      fixture.wait(20 * second)
    }
  })
})

describe('abuse 13: a person whose settings change while they are signed in', () => {
  test('is refused if disabled, and enabling the person does not restore that sign-in', async () => {
    const fixture = signInFixture()
    await fixture.call(active)
    fixture.setPerson({ enabled: false })
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    fixture.setPerson({ enabled: true })
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    expect(fixture.stored.get(agent.sessionHash)).toMatchObject({ ended: 'disabled' })
    expect(resultOf(await fixture.call(active, { ...agent, sessionHash: 'b'.repeat(64) }))).toBe('admitted')
  })

  test('is refused permanently if the person was disabled before the session was stored', async () => {
    const fixture = signInFixture()
    fixture.setPerson({ enabled: false })
    expect(resultOf(await fixture.call())).toBe('not-signed-in')
    fixture.setPerson({ enabled: true })
    expect(resultOf(await fixture.call())).toBe('not-signed-in')
  })

  test('immediately gets the profile that an administrator sets, instead of the token’s profile', async () => {
    const fixture = signInFixture()
    const need = { anyOf: ['secure-form:use'], activity: true } as const
    expect(resultOf(await fixture.call(need))).toBe('admitted')
    fixture.setPerson({ profile: 'agent-manager' })
    expect(resultOf(await fixture.call(need))).toBe('not-permitted')
    fixture.setPerson({})
    expect(resultOf(await fixture.call(need))).toBe('admitted')
  })
})

describe('the 90-day inactivity limit', () => {
  const day = 24 * hour

  test('disables a person once, at their next call, which returns `not-signed-in` and leaves one audit record by the service', async () => {
    const fixture = signInFixture()
    fixture.setPerson({ lastSignInAt: start - 90 * day })
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    expect(fixture.stored.size).toBe(0)
    expect(fixture.notes).toEqual([
      {
        ...{ event: 'operator-disabled', actor: 'service', outcome: 'done', siteId: 'acme' },
        ...{ subject: 'agent-7', subjectIssuer: agent.issuer },
      },
    ])
  })

  test.each([
    ['inactive for one millisecond less than 90 days', { lastSignInAt: start - 90 * day + 1 }],
    ['enabled in the meantime', { lastSignInAt: start - 91 * day, enabledAt: start - day }],
    ['without a known sign-in', {}],
  ])('does not disable a person who is %s', async (_who, about) => {
    const fixture = signInFixture()
    fixture.setPerson(about)
    expect(resultOf(await fixture.call(active))).toBe('admitted')
  })

  test('counts from the last sign-in, whose time is stored once, when the sign-in is first used', async () => {
    const fixture = signInFixture()
    fixture.wait(5 * minute)
    for (let count = 0; count < 3; count++) await fixture.call(active)
    expect(fixture.begun).toEqual([start])
    fixture.wait(12 * hour)
    expect(resultOf(await fixture.call(active))).toBe('not-signed-in')
    expect(fixture.begun).toEqual([start])
  })
})

describe('permissions of a person', () => {
  test.each([
    ['agent', 'admitted'],
    ['agent-manager', 'admitted'],
    ['administrator', 'not-permitted'],
    ['no-secure-forms', 'not-permitted'],
    ['unheard-of', 'not-permitted'],
    [undefined, 'not-permitted'],
  ])(
    'abuse 15: a call with the profile %s, to a step that accepts any of several permissions, returns %s',
    async (profile, answer) => {
      const fixture = signInFixture({ profiles: { [ProfileName.parse('no-secure-forms')]: [] } })
      const need = { anyOf: ['secure-form:use', 'form:observe'], activity: true } as const
      expect(resultOf(await fixture.call(need, { ...agent, profile }))).toBe(answer)
      expect(fixture.notes).toEqual(
        answer === 'admitted' ? [] : [{ event: 'permission-refused', ...byAgent, outcome: 'refused', siteId: 'acme' }],
      )
    },
  )

  test('a person without permissions is admitted to a step that requires only a sign-in', async () => {
    const answer = await signInFixture().call(signedIn, { ...agent, profile: undefined })
    expect(answer).toMatchObject({ admitted: { permissions: new Set() } })
  })

  test.each([
    [5 * minute - 1, 'admitted'],
    [5 * minute, 'sign-in-again'],
  ])(
    'abuse 16: a call %i ms after the sign-in, to a step that requires a sign-in within the last 5 min, returns %s',
    async (after, answer) => {
      const fixture = signInFixture()
      fixture.wait(after)
      expect(resultOf(await fixture.call({ ...active, signedInWithinMs: 5 * minute }))).toBe(answer)
    },
  )

  test('a person without the required permission is refused and is not asked to sign in again', async () => {
    const fixture = signInFixture()
    fixture.wait(6 * minute)
    const need = { anyOf: ['secure-form:view-history'], activity: true, signedInWithinMs: 5 * minute } as const
    expect(resultOf(await fixture.call(need))).toBe('not-permitted')
  })
})

describe('races', () => {
  test('two concurrent first calls are both admitted, and one session is stored', async () => {
    const fixture = signInFixture()
    const found = await fixture.ports.records.read(callerLookup(agent))
    const answers = await Promise.all([1, 2].map(() => admission(fixture.ports)(agent, found, active)))
    expect(answers.map(resultOf)).toEqual(['admitted', 'admitted'])
    expect(fixture.stored.size).toBe(1)
  })

  test.each([
    ['a first call', false],
    ['a later call', true],
  ])('%s that reads the session before the sign-out and writes it after the sign-out is refused', async (_, stored) => {
    const fixture = signInFixture()
    if (stored) await fixture.call()
    fixture.wait(2 * minute)
    const found = await fixture.ports.records.read(callerLookup(agent))
    await fixture.signOut()
    expect(resultOf(await admission(fixture.ports)(agent, found, active))).toBe('not-signed-in')
  })
})

describe('the chat backend', () => {
  test('is admitted with its own scope, and with no other scope', async () => {
    const fixture = signInFixture()
    const admit = admitMachine({ ...fixture.ports, sites: { has: async (siteId) => siteId === backend.siteId } })
    expect(await admit(backend)).toEqual({ admitted: backend })
    for (const scopes of [[], ['sealform'], ['sealform/conversations/x']]) {
      expect(resultOf(await admit({ ...backend, scopes }))).toBe('not-permitted')
    }
    expect(resultOf(await admit({ ...backend, siteId: SiteId.parse('no-site') }))).toBe('not-signed-in')
  })

  test('cannot call a step for people, and a person cannot call a step for chat backends', async () => {
    const fixture = signInFixture()
    const admit = admitMachine({ ...fixture.ports, sites: knownSites(fixture.ports.records) })
    expect(resultOf(await admit({ ...agent, profile: 'administrator' }))).toBe('not-permitted')
    expect(resultOf(await fixture.call(signedIn, backend))).toBe('not-permitted')
    expect(fixture.notes.map(({ event, actor }) => [event, actor])).toEqual([
      ['permission-refused', 'agent:agent-7'],
      ['permission-refused', 'chat-backend:chat'],
    ])
    expect(fixture.writes).toEqual([])
  })
})
