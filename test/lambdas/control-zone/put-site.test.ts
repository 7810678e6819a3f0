import { describe, expect, test } from 'vitest'
import { SiteSettingsDraft } from '../../../contracts/site-settings.ts'
import { putSite } from '../../../lambdas/control-zone/put-site.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const put = (fixture: SiteFixture, body: object, turn?: Turn) =>
  putSite(fixture.ports(turn))(
    request(fixture.signIn('administrator', 'root'), { path: {}, query: {}, body: SiteSettingsDraft.parse(body) }),
  )

/** Which profile each record names, `undefined` where it names none. */
const recordedProfiles = (fixture: SiteFixture) => fixture.records().map(({ profile }) => profile)

const widenedProfiles = { agent: ['secure-form:use', 'site:administer'], 'agent-manager': ['secure-form:view-history'] }

describe('a change of a site is on record', () => {
  test('without a profile, where nobody may do anything else than before', async () => {
    const fixture = siteFixture()
    await put(fixture, { name: 'Renamed' })
    await put(fixture, { name: 'Renamed', profiles: { agent: ['secure-form:use'] } })
    const record = { event: 'site-changed', actor: 'agent:root', outcome: 'done', siteId: acme }
    expect(fixture.records()).toMatchObject([record, record])
    expect(recordedProfiles(fixture)).toEqual([undefined, undefined])
  })

  test('with each profile that may do something else from now on, before it may', async () => {
    const fixture = siteFixture()
    let mayAlready = false
    const turn: Turn = async (call, moment) => {
      if (call === 'audit.record' && moment === 'after')
        mayAlready ||= Object.hasOwn(fixture.tables.sites.get(acme)?.profiles ?? {}, 'agent')
    }
    replyOf(await put(fixture, { name: 'Acme', profiles: widenedProfiles }, turn))
    expect(recordedProfiles(fixture).sort()).toEqual(['agent', 'agent-manager'])
    expect(mayAlready).toBe(false)
    expect(fixture.tables.sites.get(acme)?.profiles).toMatchObject(widenedProfiles)
  })

  test('with both, where both are changed, and with a profile that is taken away', async () => {
    const fixture = siteFixture()
    await put(fixture, { name: 'Renamed', profiles: { trainee: ['form:observe'] } })
    await put(fixture, { name: 'Renamed' })
    expect(recordedProfiles(fixture)).toEqual([undefined, 'trainee', 'trainee'])
  })

  test('with the profile that another put had lowered meanwhile, and that this one raises again', async () => {
    const fixture = siteFixture()
    await put(fixture, { name: 'Acme', profiles: widenedProfiles })
    let others = 0
    const turn: Turn = async (call, moment) => {
      if (call === 'sites.put' && moment === 'before' && others++ === 0) await put(fixture, { name: 'Acme' })
    }
    const recordsBefore = fixture.records().length
    await put(fixture, { name: 'Acme', profiles: widenedProfiles, idleMinutes: 5 }, turn)
    const since = recordedProfiles(fixture).slice(recordsBefore)
    expect(since.filter((profile) => profile === 'agent')).toHaveLength(2)
    expect(fixture.tables.sites.get(acme)?.profiles).toMatchObject(widenedProfiles)
  })
})

test('promise I13: a profile that may see the history from now on is logged for the alarm, once, and no other change is', async () => {
  const fixture = siteFixture()
  const logged = () => fixture.lines.filter((line) => line.line === 'event')
  const profiles = { agent: ['secure-form:use', 'site:administer'] }
  await put(fixture, { name: 'Acme', profiles })
  expect(logged()).toEqual([])
  await put(fixture, { name: 'Acme', profiles: widenedProfiles })
  expect(logged()).toEqual([{ line: 'event', event: 'history-granted', siteId: acme }])
  await put(fixture, { name: 'Renamed', profiles: widenedProfiles })
  await put(fixture, { name: 'Renamed', profiles: {} })
  expect(logged()).toHaveLength(1)
})

test('without an audit log nobody may do anything else', async () => {
  const fixture = siteFixture()
  const noAudit: Turn = async (call) => {
    if (call.startsWith('audit.')) throw new Error('down')
  }
  await expect(put(fixture, { name: 'Acme', profiles: widenedProfiles }, noAudit)).rejects.toThrow('down')
  expect(fixture.tables.sites.get(acme)?.profiles).toEqual({})
})

test('only an administrator may', async () => {
  const fixture = siteFixture()
  const body = SiteSettingsDraft.parse({ name: 'Mine' })
  for (const profile of ['agent', 'agent-manager']) {
    const asked = request(fixture.signIn(profile), { path: {}, query: {}, body })
    expect(codeOf(await putSite(fixture.ports())(asked))).toBe('not-permitted')
  }
  expect(fixture.tables.sites.get(acme)?.name).toBe('Acme')
})
