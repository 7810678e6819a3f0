import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { siteInScope, siteResourceServerOf, siteScopeOf } from '../../../lambdas/identity/site-scope.ts'
import { stageIssuers } from '../../../lambdas/identity/stage-issuers.ts'
import { peopleEntry } from './token-fixture.ts'

const list = [{ ...peopleEntry, sites: 'of-this-stage' }]

describe('the allow-list of a deployed stage', () => {
  test('is read from the stage file, and its issuers are read from that file or from the environment', () => {
    const inFile = JSON.stringify({ sites: ['acme'], issuers: list })
    expect(stageIssuers(inFile, undefined)).toEqual({ sites: ['acme'], issuers: list })
    expect(stageIssuers(JSON.stringify({ sites: ['acme'] }), JSON.stringify(list))).toEqual({
      sites: ['acme'],
      issuers: list,
    })
  })

  test.each<[string, unknown, string | undefined]>([
    ['there is no issuer', { sites: ['acme'] }, undefined],
    ['both the file and the environment have issuers', { sites: ['acme'], issuers: list }, JSON.stringify(list)],
    ['a site is invalid', { sites: ['Acme'] }, JSON.stringify(list)],
    ['there are no sites', { issuers: list }, undefined],
    ['the variable is not a list', { sites: ['acme'] }, '{'],
    ['the file is missing', 'acme', JSON.stringify(list)],
  ])('is malformed when %s', (_, file, variable) => {
    expect(() => stageIssuers(JSON.stringify(file), variable)).toThrow('settings-malformed')
  })
})

describe('the scope of a site', () => {
  const sites = Array.from({ length: 400 }, (_, place) => SiteId.parse(`brand-${place}`))

  test('can be converted back to the site id', () => {
    for (const site of sites) expect(siteInScope(siteScopeOf(site))).toBe(site)
  })

  test('is unique and independent of other sites, and no server has more than the 100 scopes that Cognito allows', () => {
    expect(siteScopeOf(SiteId.parse('acme'))).toBe('sealform-sites-8/acme')
    for (const served of Map.groupBy(sites, siteResourceServerOf).values())
      expect(served.length).toBeLessThanOrEqual(100)
  })
})
