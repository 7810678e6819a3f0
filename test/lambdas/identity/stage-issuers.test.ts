import { describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { siteInScope, siteResourceServerOf, siteScopeOf } from '../../../lambdas/identity/site-scope.ts'
import { stageIssuers } from '../../../lambdas/identity/stage-issuers.ts'
import { peopleEntry } from './token-fixture.ts'

const list = [{ ...peopleEntry, sites: 'of-this-stage' }]

describe('the allow-list of a deployed stage', () => {
  test('comes from the file beside the code, or the issuers from the environment', () => {
    const inFile = JSON.stringify({ sites: ['acme'], issuers: list })
    expect(stageIssuers(inFile, undefined)).toEqual({ sites: ['acme'], issuers: list })
    expect(stageIssuers(JSON.stringify({ sites: ['acme'] }), JSON.stringify(list))).toEqual({
      sites: ['acme'],
      issuers: list,
    })
  })

  test.each<[string, unknown, string | undefined]>([
    ['there is no issuer', { sites: ['acme'] }, undefined],
    ['both name issuers', { sites: ['acme'], issuers: list }, JSON.stringify(list)],
    ['a site is none', { sites: ['Acme'] }, JSON.stringify(list)],
    ['there are no sites', { issuers: list }, undefined],
    ['the variable is no list', { sites: ['acme'] }, '{'],
    ['the file is none', 'acme', JSON.stringify(list)],
  ])('is malformed where %s', (_, file, variable) => {
    expect(() => stageIssuers(JSON.stringify(file), variable)).toThrow('settings-malformed')
  })
})

describe('the scope of a site', () => {
  const sites = Array.from({ length: 400 }, (_, place) => SiteId.parse(`brand-${place}`))

  test('tells it again', () => {
    for (const site of sites) expect(siteInScope(siteScopeOf(site))).toBe(site)
  })

  test('is its own, whatever other sites there are, on a server that has no more than the 100 that Cognito allows', () => {
    expect(siteScopeOf(SiteId.parse('acme'))).toBe('sealform-sites-8/acme')
    for (const served of Map.groupBy(sites, siteResourceServerOf).values())
      expect(served.length).toBeLessThanOrEqual(100)
  })
})
