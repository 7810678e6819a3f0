import { expect, test } from 'vitest'
import { SiteSettings, SiteSettingsChange } from '../../../contracts/site-settings.ts'
import { patchSite } from '../../../lambdas/control-zone/patch-site.ts'
import { siteEtag } from '../../../lambdas/core/sites/site-view.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const patch = (
  fixture: SiteFixture,
  body: object,
  { turn, ifMatch, by = 'administrator' }: { turn?: Turn; ifMatch?: string; by?: string } = {},
) =>
  patchSite(fixture.ports(turn))({
    ...request(fixture.signIn(by, 'root'), { path: {}, query: {}, body: SiteSettingsChange.parse(body) }),
    ifMatch,
  })

const stored = (fixture: SiteFixture) => fixture.tables.sites.get(acme)

test('fields that are not in the body are unchanged', async () => {
  const fixture = siteFixture({ idleMinutes: 5, embeddingOrigins: ['https://chat.example'] })
  const reply = replyOf(await patch(fixture, { name: 'Renamed', siteId: 'rival' }))
  expect(reply).toMatchObject({
    siteId: acme,
    name: 'Renamed',
    idleMinutes: 5,
    embeddingOrigins: ['https://chat.example'],
  })
  expect(Object.keys(reply)).not.toContain('revision')
  expect(replyOf(await patch(fixture, {}))).toEqual(reply)
})

test('profiles are merged by name, `null` removes a profile, and a removed built-in profile returns to its default', async () => {
  const fixture = siteFixture()
  await patch(fixture, { profiles: { trainee: [], senior: ['form:observe'], agent: [] } })
  const { profiles } = replyOf(await patch(fixture, { profiles: { trainee: null, agent: null } }))
  expect(profiles).toMatchObject({ senior: ['form:observe'], agent: ['secure-form:use'] })
  expect(Object.keys(profiles)).not.toContain('trainee')
})

test('a site may have at most 100 custom profiles, even when they are added in several requests', async () => {
  const fixture = siteFixture()
  const named = (from: number, to: number) =>
    Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`p-${from + index}`, []]))
  expect(codeOf(await patch(fixture, { profiles: named(0, 100) }))).toBe('done')
  expect(codeOf(await patch(fixture, { name: 'Renamed' }))).toBe('done')
  expect(await patch(fixture, { profiles: named(100, 101) })).toEqual({
    refused: 'not-valid',
    errors: [{ field: 'profiles', code: 'bad-format' }],
  })
  expect(codeOf(await patch(fixture, { profiles: { ...named(100, 101), 'p-0': null } }))).toBe('done')
})

test('two concurrent changes of different settings both take effect', async () => {
  const fixture = siteFixture()
  let others = 0
  const turn: Turn = async (call, moment) => {
    if (call === 'sites.replace' && moment === 'before' && others++ === 0) await patch(fixture, { idleMinutes: 5 })
  }
  expect(codeOf(await patch(fixture, { formMinutes: 7 }, { turn }))).toBe('done')
  expect(stored(fixture)).toMatchObject({ idleMinutes: 5, formMinutes: 7, revision: 2 })
})

test('a change that conflicts with another change five times is refused with `try-again`', async () => {
  const fixture = siteFixture()
  let tries = 0
  const turn: Turn = async (call, moment) => {
    if (call === 'sites.replace' && moment === 'before') await patch(fixture, { openKeySeconds: 100 + ++tries })
  }
  expect(codeOf(await patch(fixture, { formMinutes: 7 }, { turn }))).toBe('try-again')
  expect([tries, stored(fixture)?.formMinutes]).toEqual([5, 30])
})

test('a stale If-Match is refused before the service checks whether the change is allowed', async () => {
  const fixture = siteFixture({ profiles: SiteSettings.shape.profiles.parse({ chief: ['site:administer'] }) })
  const etag = siteEtag(SiteSettings.parse(stored(fixture)))
  expect(codeOf(await patch(fixture, { name: 'First' }, { ifMatch: `"another", ${etag}` }))).toBe('done')
  const lockOut = { profiles: { chief: null } }
  expect(codeOf(await patch(fixture, lockOut, { ifMatch: etag, by: 'chief' }))).toBe('changed-meanwhile')
  expect(codeOf(await patch(fixture, lockOut, { ifMatch: '*', by: 'chief' }))).toBe('conflict')
})

test('abuse 49: an administrator cannot remove their own administrator rights by changing the profiles', async () => {
  const profiles = SiteSettings.shape.profiles.parse({ chief: ['site:administer'], other: ['site:administer'] })
  const fixture = siteFixture({ profiles })
  for (const chief of [null, ['form:observe']]) {
    expect(codeOf(await patch(fixture, { profiles: { chief } }, { by: 'chief' }))).toBe('conflict')
  }
  expect(codeOf(await patch(fixture, { profiles: { other: null } }, { by: 'chief' }))).toBe('done')
  expect(stored(fixture)?.profiles).toMatchObject({ chief: ['site:administer'] })
})

test('only an administrator may change the site', async () => {
  const fixture = siteFixture()
  for (const by of ['agent', 'agent-manager']) {
    expect(codeOf(await patch(fixture, { name: 'Mine' }, { by }))).toBe('not-permitted')
  }
  expect(stored(fixture)?.name).toBe('Acme')
})
