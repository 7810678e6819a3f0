import { describe, expect, test } from 'vitest'
import { SiteSettings } from '../../../../contracts/site-settings.ts'
import { effectiveProfiles, permissionsOf, profilesThatDiffer } from '../../../../lambdas/core/people/permissions.ts'

const profilesOf = (profiles: object) => SiteSettings.parse({ siteId: 'acme', name: 'A', profiles }).profiles
const none = profilesOf({})

describe('profiles', () => {
  test('are the built-in ones where a site says nothing', () => {
    expect(effectiveProfiles(none)).toEqual({
      agent: ['secure-form:use'],
      'agent-manager': ['form:observe'],
      administrator: ['site:administer', 'data:erase', 'audit:read'],
    })
  })

  test('are the site’s own where it says something', () => {
    const profiles = profilesOf({ agent: [], 'agent-plus': ['form:observe', 'secure-form:use', 'form:observe'] })
    expect(effectiveProfiles(profiles)).toMatchObject({ agent: [], 'agent-plus': ['form:observe', 'secure-form:use'] })
  })

  test('leave an administrator who can administer', () => {
    expect(effectiveProfiles(profilesOf({ administrator: ['audit:read'] })).administrator).toEqual([
      'site:administer',
      'audit:read',
    ])
  })
})

describe('the profiles that differ', () => {
  test.each([
    ['none, whatever the order', { agent: ['audit:read', 'data:erase'] }, { agent: ['data:erase', 'audit:read'] }, []],
    ['none, where the built-in one is spelt out', {}, { agent: ['secure-form:use'] }, []],
    ['one that may do more', {}, { agent: ['secure-form:use', 'site:administer'] }, ['agent']],
    ['one that may do less', { trainee: ['form:observe'] }, { trainee: [] }, ['trainee']],
    ['one that there was not', {}, { trainee: ['form:observe'] }, ['trainee']],
    ['one that there is no more', { trainee: ['form:observe'] }, {}, ['trainee']],
    ['none, where one that may do nothing comes', {}, { trainee: [] }, []],
  ])('are %s', (_what, before, after, names) => {
    expect(profilesThatDiffer(profilesOf(before), profilesOf(after))).toEqual(names)
  })
})

describe('permissions', () => {
  test('are those of the profile', () => {
    expect(permissionsOf(none, 'agent')).toEqual(new Set(['secure-form:use']))
    expect(permissionsOf(profilesOf({ agent: ['audit:read'] }), 'agent')).toEqual(new Set(['audit:read']))
  })

  test.each([undefined, '', 'nobody', 'constructor', 'toString', '__proto__'])(
    'are none for the profile %j',
    (profile) => {
      expect(permissionsOf(none, profile)).toEqual(new Set())
    },
  )

  test('to view history are nobody’s until a site gives them', () => {
    for (const profile of ['agent', 'agent-manager', 'administrator']) {
      expect(permissionsOf(none, profile).has('secure-form:view-history')).toBe(false)
    }
  })
})
