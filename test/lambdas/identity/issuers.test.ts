import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { agentsIssuerOf } from '../../../lambdas/identity/agents-issuer.ts'
import { IssuerEntry, IssuerList, withStageSites } from '../../../lambdas/identity/issuers.ts'
import { machineEntry, otherEntry, peopleEntry } from './token-fixture.ts'

const byScope = { withScope: 'sealform/conversations' }

const { site: _, ...withoutSite } = peopleEntry.claims
const secondIssuer = 'https://second-people.example'
const twoIssuersOfPeople = [peopleEntry, { ...peopleEntry, issuer: secondIssuer }, machineEntry]

describe('the allow-list of issuers', () => {
  test('accepts people and machines of one issuer, and entries of further issuers', () => {
    const list = [peopleEntry, machineEntry, otherEntry]
    expect(IssuerList.parse(JSON.parse(JSON.stringify(list)))).toEqual(list)
  })

  test('reads the subject and the time of the sign-in from the standard claims by default', () => {
    const claims = { site: 'site', profile: 'profile', session: 'sid' }
    expect(IssuerList.parse([{ ...peopleEntry, claims }])).toMatchObject([
      { claims: { ...claims, subject: 'sub', signedInAt: 'auth_time' } },
    ])
  })

  test.each<[string, unknown]>([
    ['nobody', []],
    ['an entry for every site, as only the local run may have', [{ ...peopleEntry, sites: '*' }]],
    ['a list of sites that contains every site', [{ ...peopleEntry, sites: ['*'] }]],
    ['no site', [{ ...peopleEntry, sites: [] }]],
    ['no client', [{ ...peopleEntry, clientIds: [] }]],
    ['people who are identified by a scope, as only machines may be', [{ ...peopleEntry, clientIds: byScope }]],
    [
      'two entries of one issuer for the same scope',
      [
        { ...machineEntry, clientIds: byScope },
        { ...machineEntry, clientIds: byScope },
      ],
    ],
    ['an issuer URL without https', [{ ...peopleEntry, issuer: 'http://people.example' }]],
    ['a URL of keys without https', [{ ...peopleEntry, jwksUri: 'http://people.example/keys' }]],
    ['people without a rule for the second factor', [{ ...peopleEntry, mfa: undefined }]],
    ['people without a session claim', [{ ...peopleEntry, claims: { site: 'site', profile: 'profile' } }]],
    ['no rule that refuses ID tokens', [{ ...machineEntry, tokenUse: undefined }]],
    ['an unknown field', [{ ...peopleEntry, cliendIds: ['workspace'] }]],
    ['one client in two entries', [peopleEntry, { ...machineEntry, clientIds: ['workspace'] }]],
    ['one client twice in an entry', [{ ...peopleEntry, clientIds: ['workspace', 'workspace'] }]],
    ['a chat backend that does not name the issuer of its agents at a site with two issuers', twoIssuersOfPeople],
    [
      'a chat backend whose agents’ issuer has no people at its site',
      [peopleEntry, { ...machineEntry, agentsOf: 'https://nobody.example' }],
    ],
    ['a URL of keys and a discovery document', [{ ...peopleEntry, jwksUri: 'https://keys.example/', discovery: true }]],
    ['a discovery document for one of two entries', [peopleEntry, { ...machineEntry, discovery: true }]],
    [
      'two claims that name the client of one issuer',
      [peopleEntry, { ...machineEntry, claims: { ...machineEntry.claims, client: 'azp' } }],
    ],
    ['several sites without a claim that names the site', [{ ...peopleEntry, claims: withoutSite }]],
    [
      'all sites without a claim that names the site',
      [{ ...peopleEntry, claims: withoutSite, sites: 'of-this-stage' }],
    ],
    [
      'a session that consists of the time alone and another claim than the subject',
      [{ ...peopleEntry, claims: { ...peopleEntry.claims, session: { all: ['auth_time', 'azp'] } } }],
    ],
    [
      'a session without the time of the sign-in',
      [{ ...peopleEntry, claims: { ...peopleEntry.claims, session: { all: ['sub', 'azp'] } } }],
    ],
    [
      'a group that maps to two profiles',
      [
        {
          ...peopleEntry,
          profiles: [
            { value: 'desk', profile: 'agent' },
            { value: 'desk', profile: 'administrator' },
          ],
        },
      ],
    ],
    ['two URLs of keys for one issuer', [peopleEntry, { ...machineEntry, jwksUri: 'https://keys.example/' }]],
  ])('rejects %s', (_, list) => {
    expect(IssuerList.safeParse(list).success).toBe(false)
  })

  test('may apply to all sites of the stage, and then lists each site by name', () => {
    const sites = ['acme', 'globex'].map((site) => SiteId.parse(site))
    const list = IssuerList.parse([
      { ...peopleEntry, sites: 'of-this-stage' },
      { ...machineEntry, clientIds: byScope },
    ])
    expect(withStageSites(list, sites)).toEqual([
      { ...peopleEntry, sites },
      { ...machineEntry, clientIds: byScope },
    ])
  })

  test('must name the issuer of a chat backend’s agents if the backend’s site has several issuers of people', () => {
    const [, , machine] = IssuerList.parse(
      twoIssuersOfPeople.map((each) => (each === machineEntry ? { ...machineEntry, agentsOf: secondIssuer } : each)),
    )
    if (machine?.kind !== 'machine') throw new Error('the third entry is the machine')
    const entries = [IssuerEntry.parse(peopleEntry), IssuerEntry.parse({ ...peopleEntry, issuer: secondIssuer })]
    expect(agentsIssuerOf(entries, { ...machine, sites: ['acme'].map((site) => SiteId.parse(site)) })).toBe(
      secondIssuer,
    )
    const entry = IssuerEntry.parse(machineEntry)
    if (entry.kind !== 'machine') throw new Error('it is the machine')
    expect(agentsIssuerOf([IssuerEntry.parse(peopleEntry)], entry)).toBe(peopleEntry.issuer)
  })

  test('may have one entry for every site in the local run', () => {
    expect(IssuerEntry.safeParse({ ...peopleEntry, sites: '*' }).success).toBe(true)
  })
})
