import { describe, expect, test } from 'vitest'
import { ProfileName } from '../../../contracts/identifiers.ts'
import { SiteSettings, SiteSettingsDraft } from '../../../contracts/site-settings.ts'
import { putSite } from '../../../lambdas/control-zone/put-site.ts'
import { siteEtag } from '../../../lambdas/core/sites/site-view.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const wholeSite = (changed: object) =>
  SiteSettingsDraft.parse({ ...SiteSettings.parse({ siteId: acme, name: 'Acme' }), ...changed })

const put = (fixture: SiteFixture, body: object, turn?: Turn, ifMatch?: string) =>
  putSite(fixture.ports(turn))({
    ...request(fixture.signIn('administrator', 'root'), { path: {}, query: {}, body: wholeSite(body) }),
    ifMatch,
  })

const stored = (fixture: SiteFixture) => fixture.tables.sites.get(acme)

/** The profile of each record, `undefined` if it has none. */
const recordedProfiles = (fixture: SiteFixture) => fixture.records().map(({ profile }) => profile)

const widenedProfiles = { agent: ['secure-form:use', 'site:administer'], 'agent-manager': ['secure-form:view-history'] }

describe('the audit record of a site change', () => {
  test('contains no profile when no permission changes', async () => {
    const fixture = siteFixture()
    await put(fixture, { name: 'Renamed' })
    await put(fixture, { name: 'Renamed', profiles: { agent: ['secure-form:use'] } })
    const record = { event: 'site-changed', actor: 'agent:root', outcome: 'done', siteId: acme }
    expect(fixture.records()).toMatchObject([record, record])
    expect(recordedProfiles(fixture)).toEqual([undefined, undefined])
  })

  test('contains each profile with a new permission', async () => {
    const fixture = siteFixture()
    replyOf(await put(fixture, { profiles: widenedProfiles }))
    expect(recordedProfiles(fixture).sort()).toEqual(['agent', 'agent-manager'])
    expect(stored(fixture)?.profiles).toMatchObject(widenedProfiles)
  })

  test('is written for both the settings and the profile when both change, and for a removed profile', async () => {
    const fixture = siteFixture()
    await put(fixture, { name: 'Renamed', profiles: { trainee: ['form:observe'] } })
    await put(fixture, { name: 'Renamed' })
    expect(recordedProfiles(fixture)).toEqual([undefined, 'trainee', 'trainee'])
  })

  test('contains a profile whose permission a concurrent request removed and this request restores', async () => {
    const fixture = siteFixture()
    await put(fixture, { profiles: widenedProfiles })
    let others = 0
    const turn: Turn = async (call, moment) => {
      if (call === 'sites.replace' && moment === 'before' && others++ === 0) await put(fixture, {})
    }
    const recordsBefore = fixture.records().length
    await put(fixture, { profiles: widenedProfiles, idleMinutes: 5 }, turn)
    const since = recordedProfiles(fixture).slice(recordsBefore)
    expect(since.filter((profile) => profile === 'agent')).toHaveLength(2)
    expect(stored(fixture)?.profiles).toMatchObject(widenedProfiles)
  })
})

test('promise I13: a profile that gains view-history is logged once for the alarm, and no other change is logged', async () => {
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

test('the log line about view-history is not written if the change cannot be stored', async () => {
  const fixture = siteFixture()
  const noStorage: Turn = async (call) => {
    if (call === 'sites.replace') throw new Error('down')
  }
  await expect(put(fixture, { profiles: widenedProfiles }, noStorage)).rejects.toThrow('down')
  expect(fixture.records()).toEqual([])
  expect(stored(fixture)?.profiles).toEqual({})
})

test('the body of put-site must have every field', () => {
  const { siteId: _, ...whole } = SiteSettings.parse({ siteId: acme, name: 'Acme' })
  expect(SiteSettingsDraft.safeParse(whole).success).toBe(true)
  for (const name of Object.keys(whole)) {
    expect([name, SiteSettingsDraft.safeParse({ ...whole, [name]: undefined }).success]).toEqual([name, false])
  }
})

describe('If-Match', () => {
  test('matches the settings that were read, and `*` matches any settings', async () => {
    const fixture = siteFixture()
    const before = SiteSettings.parse(stored(fixture))
    const first = await put(fixture, { name: 'First' }, undefined, siteEtag(before))
    expect(first).toMatchObject({ value: { name: 'First' }, etag: expect.stringMatching(/^"[\w-]{22}"$/) })
    expect(codeOf(await put(fixture, { name: 'Second' }, undefined, siteEtag(before)))).toBe('changed-meanwhile')
    expect(codeOf(await put(fixture, { name: 'Third' }, undefined, '*'))).toBe('done')
    expect(stored(fixture)?.name).toBe('Third')
  })

  test('does not match when the site is changed between the read and the write', async () => {
    const fixture = siteFixture()
    const etag = siteEtag(SiteSettings.parse(stored(fixture)))
    let others = 0
    const turn: Turn = async (call, moment) => {
      if (call === 'sites.replace' && moment === 'before' && others++ === 0) await put(fixture, { name: 'Theirs' })
    }
    expect(codeOf(await put(fixture, { name: 'Mine' }, turn, etag))).toBe('changed-meanwhile')
    expect(stored(fixture)?.name).toBe('Theirs')
    expect(fixture.records()).toHaveLength(1)
  })
})

test('without If-Match the last write wins, and a write that conflicts with another write five times is refused with `try-again`', async () => {
  const fixture = siteFixture()
  let others = 0
  const overtaken =
    (times: number): Turn =>
    async (call, moment) => {
      if (call !== 'sites.replace' || moment !== 'before' || others++ >= times) return
      await put(fixture, { name: `Theirs ${others}` })
    }
  expect(codeOf(await put(fixture, { name: 'Mine' }, overtaken(4)))).toBe('done')
  expect(stored(fixture)?.name).toBe('Mine')
  others = 0
  expect(codeOf(await put(fixture, { name: 'Mine again' }, overtaken(5)))).toBe('try-again')
  expect([stored(fixture)?.name, others]).toEqual(['Theirs 5', 5])
})

describe('abuse 49: an administrator with a custom profile of the site', () => {
  const chief = ProfileName.parse('chief')
  const profiles = { [chief]: ['site:administer' as const] }
  const putAsChief = (fixture: SiteFixture, body: object, turn?: Turn) =>
    putSite(fixture.ports(turn))(
      request(fixture.signIn('chief', 'ada'), { path: {}, query: {}, body: wholeSite(body) }),
    )

  test.each([
    ['removes `site:administer` from their profile', { chief: ['form:observe'] }],
    ['omits their profile', {}],
  ])('who %s is refused, and changes nothing', async (_, changed) => {
    const fixture = siteFixture({ profiles })
    expect(codeOf(await putAsChief(fixture, { profiles: changed }))).toBe('conflict')
    expect(stored(fixture)?.profiles).toEqual(profiles)
    expect(fixture.records()).toEqual([])
  })

  test('who is disabled between the read and the write changes nothing', async () => {
    const fixture = siteFixture({ profiles })
    const turn: Turn = async (call, moment) => {
      if (call !== 'sites.replace' || moment !== 'before') return
      const [ada] = fixture.tables.people.all()
      if (ada !== undefined) fixture.tables.people.put(`${acme}#${ada.issuer}#ada`, { ...ada, enabled: false })
    }
    expect(codeOf(await putAsChief(fixture, { name: 'Mine', profiles }, turn))).toBe('conflict')
    expect(stored(fixture)?.name).toBe('Acme')
  })
})

test('only an administrator may change the site', async () => {
  const fixture = siteFixture()
  for (const profile of ['agent', 'agent-manager']) {
    const putRequest = request(fixture.signIn(profile), { path: {}, query: {}, body: wholeSite({ name: 'Mine' }) })
    expect(codeOf(await putSite(fixture.ports())(putRequest))).toBe('not-permitted')
  }
  expect(stored(fixture)?.name).toBe('Acme')
})
