import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { agentsIssuerOf, IssuerEntry, IssuerList, withStageSites } from '../../../lambdas/identity/issuers.ts'
import { machineEntry, otherEntry, peopleEntry } from './token-fixture.ts'

const byScope = { withScope: 'sealform/conversations' }

const secondIssuer = 'https://second-people.example'
const twoIssuersOfPeople = [peopleEntry, { ...peopleEntry, issuer: secondIssuer }, machineEntry]

describe('the allow-list of a deployment', () => {
  test('takes people and machines of one issuer, and other issuers', () => {
    const list = [peopleEntry, machineEntry, otherEntry]
    expect(IssuerList.parse(JSON.parse(JSON.stringify(list)))).toEqual(list)
  })

  test('reads the subject and the time of the sign-in from the usual claims when none are named', () => {
    const claims = { site: 'site', profile: 'profile', session: 'sid' }
    expect(IssuerList.parse([{ ...peopleEntry, claims }])).toMatchObject([
      { claims: { ...claims, subject: 'sub', signedInAt: 'auth_time' } },
    ])
  })

  test.each<[string, unknown]>([
    ['nobody', []],
    ['every site: that is for the local run', [{ ...peopleEntry, sites: '*' }]],
    ['every site in a list', [{ ...peopleEntry, sites: ['*'] }]],
    ['no site', [{ ...peopleEntry, sites: [] }]],
    ['no client', [{ ...peopleEntry, clientIds: [] }]],
    ['people by a scope, which machines alone are known by', [{ ...peopleEntry, clientIds: byScope }]],
    [
      'two entries of one issuer by a scope',
      [
        { ...machineEntry, clientIds: byScope },
        { ...machineEntry, clientIds: byScope },
      ],
    ],
    ['an issuer without https', [{ ...peopleEntry, issuer: 'http://people.example' }]],
    ['keys without https', [{ ...peopleEntry, jwksUri: 'http://people.example/keys' }]],
    ['people of whose second factor nothing is known', [{ ...peopleEntry, mfa: undefined }]],
    ['people whose sessions cannot be told apart', [{ ...peopleEntry, claims: { site: 'site', profile: 'profile' } }]],
    ['no rule that refuses ID tokens', [{ ...machineEntry, tokenUse: undefined }]],
    ['a word that it does not know', [{ ...peopleEntry, cliendIds: ['workspace'] }]],
    ['one client in two entries', [peopleEntry, { ...machineEntry, clientIds: ['workspace'] }]],
    ['one client twice in an entry', [{ ...peopleEntry, clientIds: ['workspace', 'workspace'] }]],
    ['a chat backend of a site with people of two issuers that does not say whose agents it names', twoIssuersOfPeople],
    [
      'a chat backend that names agents of an issuer without people at its site',
      [peopleEntry, { ...machineEntry, agentsOf: 'https://nobody.example' }],
    ],
    ['two places for the keys of one issuer', [peopleEntry, { ...machineEntry, jwksUri: 'https://keys.example/' }]],
  ])('does not take %s', (_, list) => {
    expect(IssuerList.safeParse(list).success).toBe(false)
  })

  test('may speak of all sites of the stage, and then knows them by name', () => {
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

  test('says whose agents a chat backend names, or there is only one issuer of people at its site', () => {
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

  test('an entry of the local run may name every site', () => {
    expect(IssuerEntry.safeParse({ ...peopleEntry, sites: '*' }).success).toBe(true)
  })
})
