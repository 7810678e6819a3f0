import { expect, test } from 'vitest'
import { AgentId, ProfileName } from '../../../contracts/identifiers.ts'
import { putPerson } from '../../../lambdas/control-zone/put-person.ts'
import { stillSignedIn } from '../../../lambdas/identity/admission.ts'
import { acme, codeOf, issuer, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const agent7 = AgentId.parse('agent-7')

const put = (
  fixture: SiteFixture,
  body: { enabled: boolean; profile?: string },
  by = fixture.signIn('administrator'),
) => {
  const { profile, ...rest } = body
  const parsed = { ...rest, ...(profile !== undefined && { profile: ProfileName.parse(profile) }) }
  return putPerson(fixture.ports())(request(by, { path: { subject: agent7 }, query: {}, body: parsed }))
}

test('somebody whom nobody knows yet can be put, and answers as put', async () => {
  const fixture = siteFixture()
  expect(replyOf(await put(fixture, { enabled: true, profile: 'agent-manager' }))).toEqual({
    subject: 'agent-7',
    enabled: true,
    profile: 'agent-manager',
  })
})

test('disabling is on record with whom and by whom before it takes effect, and so is enabling', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: false })
  await put(fixture, { enabled: true })
  const by = { actor: 'agent:someone', outcome: 'done', siteId: acme, subject: 'agent-7' }
  expect(fixture.records()).toMatchObject([
    { event: 'operator-disabled', ...by },
    { event: 'operator-enabled', ...by },
  ])
  const noAudit = fixture.ports(async (call) => {
    if (call.startsWith('audit.')) throw new Error('down')
  })
  const asked = request(fixture.signIn('administrator'), {
    path: { subject: agent7 },
    query: {},
    body: { enabled: false },
  })
  await expect(putPerson(noAudit)(asked)).rejects.toThrow('down')
  expect(fixture.tables.people.all()).toMatchObject([{ subject: 'agent-7', enabled: true }, { subject: 'someone' }])
})

test('whoever is raised is on record with the profile that was set, and whoever is left to their sign-in with none', async () => {
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

test('abuse 13: disabling ends every sign-in of that moment or before for good, used or not, and none after it', async () => {
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

test('a profile must be one that the site knows: a built-in one or its own', async () => {
  const fixture = siteFixture({ profiles: { [ProfileName.parse('trainee')]: [] } })
  expect(codeOf(await put(fixture, { enabled: true, profile: 'trainee' }))).toBe('done')
  expect(await put(fixture, { enabled: true, profile: 'nobody' })).toEqual({
    refused: 'not-valid',
    errors: [{ field: 'profile', code: 'unknown' }],
  })
})

test('promise I13: a person who gets a profile that may see the history is logged for the alarm, and a disabled one is not', async () => {
  const fixture = siteFixture({ profiles: { [ProfileName.parse('auditor')]: ['secure-form:view-history'] } })
  await put(fixture, { enabled: true, profile: 'agent-manager' })
  await put(fixture, { enabled: false, profile: 'auditor' })
  expect(fixture.lines).toEqual([])
  await put(fixture, { enabled: true, profile: 'auditor' })
  expect(fixture.lines).toEqual([{ line: 'event', event: 'history-granted', siteId: acme }])
})

test('a profile that is left out is left to the sign-in again', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: true, profile: 'agent-manager' })
  expect(replyOf(await put(fixture, { enabled: true }))).toEqual({ subject: 'agent-7', enabled: true })
})

test('the subject is that of the administrator’s own issuer', async () => {
  const fixture = siteFixture()
  await put(fixture, { enabled: false }, { ...fixture.signIn('administrator'), issuer: 'https://other.example' })
  expect(fixture.tables.people.all()).toMatchObject([
    { subject: 'agent-7', issuer: 'https://other.example', enabled: false },
    { subject: 'someone', issuer: 'https://other.example', enabled: true },
  ])
  expect(await stillSignedIn(fixture.ports())(fixture.signIn('agent', 'agent-7'))).toBe(true)
  expect(issuer).not.toBe('https://other.example')
})

test('only an administrator may', async () => {
  const fixture = siteFixture()
  for (const profile of ['agent', 'agent-manager']) {
    expect(codeOf(await put(fixture, { enabled: false }, fixture.signIn(profile)))).toBe('not-permitted')
  }
  expect(fixture.tables.people.all()).toMatchObject([{ subject: 'someone' }])
})
