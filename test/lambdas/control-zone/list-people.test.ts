import { expect, test } from 'vitest'
import { AgentId } from '../../../contracts/identifiers.ts'
import { listPeople } from '../../../lambdas/control-zone/list-people.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { acme, codeOf, issuer, replyOf, request, type SiteFixture, siteFixture } from '../site-fixture.ts'

const storePerson = (fixture: SiteFixture, subject: string, more: object = {}) => {
  const person = { siteId: acme, issuer, subject: AgentId.parse(subject), enabled: true, ...more }
  fixture.tables.people.put(keyOf.person(person), person)
}
const list = (
  fixture: SiteFixture,
  query: { limit?: number; cursor?: string } = {},
  by = fixture.signIn('administrator', 'z'),
) => listPeople(fixture.ports())(request(by, { path: {}, query: { limit: 50, ...query }, body: {} }))

test('people are listed with their stored fields and no other fields', async () => {
  const fixture = siteFixture()
  const lastSignInAt = fixture.clock.now()
  storePerson(fixture, 'agent-7', {
    profile: 'agent',
    enabled: false,
    failedSignIns: 3,
    lastSignInAt,
    signInsEndedAt: 1,
  })
  storePerson(fixture, 'agent-8')
  storePerson(fixture, 'agent-9', { issuer: 'https://other.example' })
  const etag = expect.stringMatching(/^"[\w-]{22}"$/)
  expect(replyOf(await list(fixture))).toEqual({
    people: [
      {
        subject: 'agent-7',
        profile: 'agent',
        enabled: false,
        lastSignInAt: new Date(lastSignInAt).toISOString(),
        etag,
      },
      { subject: 'agent-8', enabled: true, etag },
      // The caller has signed in, and is stored for that reason.
      { subject: 'z', enabled: true, lastSignInAt: new Date(lastSignInAt).toISOString(), etag },
    ],
  })
})

test('the next page starts at the cursor, and a cursor from another list is refused', async () => {
  const fixture = siteFixture()
  for (const subject of ['a', 'b', 'c']) storePerson(fixture, subject)
  const first = replyOf(await list(fixture, { limit: 2 }))
  expect(first.people.map(({ subject }) => subject)).toEqual(['a', 'b'])
  const { cursor = '' } = first
  expect(replyOf(await list(fixture, { limit: 2, cursor })).people.map(({ subject }) => subject)).toEqual(['c', 'z'])
  const elsewhere = { ...fixture.signIn('administrator'), issuer: 'https://other.example' }
  for (const asked of [list(fixture, { cursor }, elsewhere), list(fixture, { cursor: 'x' })]) {
    expect(await asked).toEqual({ refused: 'not-valid', errors: [{ field: 'cursor', code: 'bad-format' }] })
  }
})

test('only an administrator may list people', async () => {
  const fixture = siteFixture()
  expect(codeOf(await list(fixture, {}, fixture.signIn('agent-manager')))).toBe('not-permitted')
})
