import { expect, test } from 'vitest'
import { AgentId, ProfileName } from '../../../contracts/identifiers.ts'
import { putPerson } from '../../../lambdas/control-zone/put-person.ts'
import { stillSignedIn } from '../../../lambdas/identity/admission.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, issuer, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const agent7 = AgentId.parse('agent-7')

const put = (
  fixture: SiteFixture,
  body: { enabled: boolean; profile?: string },
  by = fixture.signIn('administrator'),
  { subject = agent7, turn, ifMatch }: { subject?: AgentId; turn?: Turn; ifMatch?: string } = {},
) => {
  const { profile, ...rest } = body
  const parsed = { ...rest, ...(profile !== undefined && { profile: ProfileName.parse(profile) }) }
  return putPerson(fixture.ports(turn))({
    ...request(by, { path: { subject }, query: {}, body: parsed }),
    ifMatch,
  })
}

test('a person who is not stored yet can be added, and the reply has the stored values', async () => {
  const fixture = siteFixture()
  expect(replyOf(await put(fixture, { enabled: true, profile: 'agent-manager' }))).toEqual({
    subject: 'agent-7',
    enabled: true,
    profile: 'agent-manager',
    etag: expect.stringMatching(/^"[\w-]{22}"$/),
  })
})

test('a change that disables or enables a person is recorded with its actor and target, but only if the change takes effect', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: false })
  await put(fixture, { enabled: true })
  const by = { actor: 'agent:someone', outcome: 'done', siteId: acme, subject: 'agent-7' }
  expect(fixture.records()).toMatchObject([
    { event: 'operator-disabled', ...by },
    { event: 'operator-enabled', ...by },
  ])
  const noStorage = fixture.ports(async (call) => {
    if (call === 'people.put') throw new Error('down')
  })
  const asked = request(fixture.signIn('administrator'), {
    path: { subject: agent7 },
    query: {},
    body: { enabled: false },
  })
  await expect(putPerson(noStorage)(asked)).rejects.toThrow('down')
  expect(fixture.records()).toHaveLength(2)
  expect(fixture.tables.people.all()).toMatchObject([{ subject: 'agent-7', enabled: true }, { subject: 'someone' }])
})

test('the audit record of a change names the stored profile, and names no profile if the profile comes from the sign-in', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: true })
  await put(fixture, { enabled: true, profile: 'administrator' })
  await put(fixture, { enabled: false, profile: 'administrator' })
  await put(fixture, { enabled: true })
  expect(fixture.records().map(({ event, subject, profile }) => [event, subject, profile])).toEqual([
    ['operator-enabled', 'agent-7', '-'],
    ['operator-enabled', 'agent-7', 'administrator'],
    ['operator-disabled', 'agent-7', 'administrator'],
    ['operator-enabled', 'agent-7', '-'],
  ])
})

test('abuse 13: disabling a person permanently ends every earlier sign-in, used or unused, but no later sign-in', async () => {
  const fixture = siteFixture()
  const before = fixture.signIn('agent', 'agent-7')
  fixture.clock.advance(1_000)
  const asItHappens = fixture.signIn('agent', 'agent-7')
  await put(fixture, { enabled: false })
  await put(fixture, { enabled: true })
  fixture.clock.advance(1)
  const after = fixture.signIn('agent', 'agent-7')
  const isIn = stillSignedIn(fixture.ports())
  expect(await Promise.all([before, asItHappens, after].map(isIn))).toEqual([false, false, true])
})

test('the profile must be a built-in profile or a custom profile of the site', async () => {
  const fixture = siteFixture({ profiles: { [ProfileName.parse('trainee')]: [] } })
  expect(codeOf(await put(fixture, { enabled: true, profile: 'trainee' }))).toBe('done')
  expect(await put(fixture, { enabled: true, profile: 'nobody' })).toEqual({
    refused: 'not-valid',
    errors: [{ field: 'profile', code: 'unknown' }],
  })
})

test('promise I13: giving a profile with view-history to an enabled person is logged for the alarm, and giving it to a disabled person is not', async () => {
  const fixture = siteFixture({ profiles: { [ProfileName.parse('auditor')]: ['secure-form:view-history'] } })
  await put(fixture, { enabled: true, profile: 'agent-manager' })
  await put(fixture, { enabled: false, profile: 'auditor' })
  expect(fixture.lines).toEqual([])
  await put(fixture, { enabled: true, profile: 'auditor' })
  expect(fixture.lines).toEqual([{ line: 'event', event: 'history-granted', siteId: acme }])
})

test('a request without a profile removes the stored profile, so that the profile of the sign-in applies', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: true, profile: 'agent-manager' })
  expect(replyOf(await put(fixture, { enabled: true }))).toEqual({
    subject: 'agent-7',
    enabled: true,
    etag: expect.any(String),
  })
})

test('a change by an administrator affects only the person of the same issuer, not a person with the same subject at another issuer', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: false }, { ...fixture.signIn('administrator'), issuer: 'https://other.example' })
  expect(fixture.tables.people.all()).toMatchObject([
    { subject: 'agent-7', issuer: 'https://other.example', enabled: false },
    { subject: 'someone', issuer: 'https://other.example', enabled: true },
  ])
  expect(await stillSignedIn(fixture.ports())(fixture.signIn('agent', 'agent-7'))).toBe(true)
  expect(issuer).not.toBe('https://other.example')
})

test('only an administrator may change a person', async () => {
  const fixture = siteFixture()
  for (const profile of ['agent', 'agent-manager']) {
    expect(codeOf(await put(fixture, { enabled: false }, fixture.signIn(profile)))).toBe('not-permitted')
  }
  expect(fixture.tables.people.all()).toMatchObject([{ subject: 'someone' }])
})

const ada = AgentId.parse('ada')
const grace = AgentId.parse('grace')

const administratorsOf = (fixture: SiteFixture) =>
  fixture.tables.people.all().filter(({ enabled, subject }) => enabled && [ada, grace].includes(subject))

test('abuse 49: administrators cannot remove their own administrator rights, either by disabling themselves or by changing their profile', async () => {
  const fixture = siteFixture({ profiles: { [ProfileName.parse('chief')]: ['site:administer'] } })
  const root = fixture.signIn('administrator', 'ada')
  const putSelf = (body: { enabled: boolean; profile?: string }, ifMatch?: string) =>
    put(fixture, body, root, { subject: ada, ...(ifMatch !== undefined && { ifMatch }) })
  expect(codeOf(await putSelf({ enabled: false }))).toBe('conflict')
  expect(codeOf(await putSelf({ enabled: true, profile: 'agent' }))).toBe('conflict')
  expect(codeOf(await putSelf({ enabled: false, profile: 'administrator' }))).toBe('conflict')
  expect(fixture.records()).toEqual([])
  // A change that keeps the administration is allowed.
  expect(codeOf(await putSelf({ enabled: true, profile: 'chief' }))).toBe('done')
  expect(codeOf(await putSelf({ enabled: false }, '"no such tag"'))).toBe('changed-meanwhile')
})

test('abuse 49: an administrator whose token has another profile cannot remove their stored administrator profile', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: true, profile: 'administrator' }, fixture.signIn('administrator'), { subject: ada })
  fixture.clock.advance(1)
  expect(codeOf(await put(fixture, { enabled: true }, fixture.signIn('agent', 'ada'), { subject: ada }))).toBe(
    'conflict',
  )
})

test('abuse 49: when two administrators disable each other concurrently, one remains enabled in every interleaving', async () => {
  const calls: string[] = []
  const count: Turn = async (call, moment) => void calls.push(`${call} ${moment}`)
  const alone = siteFixture()
  await put(alone, { enabled: false }, alone.signIn('administrator', 'ada'), { subject: grace, turn: count })
  expect(calls).toContain('people.put before')
  const outcomes = new Set<string>()
  for (const [at] of calls.entries()) {
    const fixture = siteFixture()
    const [first, second] = [fixture.signIn('administrator', 'ada'), fixture.signIn('administrator', 'grace')]
    fixture.clock.advance(1)
    let turns = 0
    let other = 'not asked'
    const turn: Turn = async () => {
      if (turns++ === at) other = codeOf(await put(fixture, { enabled: false }, second, { subject: ada }))
    }
    const one = codeOf(await put(fixture, { enabled: false }, first, { subject: grace, turn }))
    outcomes.add([one, other].sort().join(' '))
    expect([at, administratorsOf(fixture).length]).toEqual([at, 1])
    expect(fixture.records().filter(({ event }) => event === 'operator-disabled')).toHaveLength(1)
  }
  expect(outcomes).toContain('conflict done')
  expect([...outcomes].filter((outcome) => outcome === 'done done')).toEqual([])
})

test('abuse 49: a person stays enabled if the administrator who disables them loses the administrator profile before the write', async () => {
  const chief = ProfileName.parse('chief')
  const fixture = siteFixture({ profiles: { [chief]: ['site:administer'] } })
  let others = 0
  const turn: Turn = async (call, moment) => {
    if (call !== 'people.put' || moment !== 'before' || others++ > 0) return
    fixture.tables.sites.put(acme, { ...(fixture.tables.sites.get(acme) ?? fail()), profiles: {}, revision: 1 })
  }
  const outcome = await put(fixture, { enabled: false }, fixture.signIn('chief', 'ada'), { subject: grace, turn })
  expect(codeOf(outcome)).toBe('not-permitted')
  expect(fixture.tables.people.all().filter(({ subject }) => subject === grace)).toEqual([])
})

test('If-Match compares only the settings in the body, and never matches a person who is not stored', async () => {
  const fixture = siteFixture()
  const asked = (ifMatch: string, enabled = true, turn?: Turn) =>
    put(fixture, { enabled }, fixture.signIn('administrator'), { ifMatch, ...(turn !== undefined && { turn }) })
  expect(codeOf(await asked('*'))).toBe('changed-meanwhile')
  const { etag } = replyOf(await put(fixture, { enabled: true }))
  fixture.tables.people.put(`${acme}#${issuer}#agent-7`, {
    ...{ siteId: acme, issuer, subject: agent7, enabled: true },
    lastSignInAt: 5,
  })
  expect(codeOf(await asked(etag))).toBe('done')
  expect(codeOf(await asked(etag, false))).toBe('done')
  expect(codeOf(await asked(etag))).toBe('changed-meanwhile')
  let others = 0
  const disabled = replyOf(await put(fixture, { enabled: false })).etag
  const turn: Turn = async (call, moment) => {
    if (call === 'people.put' && moment === 'before' && others++ === 0) await put(fixture, { enabled: true })
  }
  expect(codeOf(await asked(disabled, false, turn))).toBe('changed-meanwhile')
})

const fail = (): never => {
  throw new Error('there is no site')
}
