import { describe, expect, test } from 'vitest'
import { SiteSettings } from '../../../../contracts/site-settings.ts'
import { effectiveProfiles, permissionsOf, profilesThatDiffer } from '../../../../lambdas/core/people/permissions.ts'

const profilesOf = (profiles: object) => SiteSettings.parse({ siteId: 'acme', name: 'A', profiles }).profiles
const none = profilesOf({})

describe('effective profiles', () => {
  test('are the built-in profiles if the site defines none', () => {
    expect(effectiveProfiles(none)).toEqual({
      agent: ['secure-form:use'],
      'agent-manager': ['form:observe'],
      administrator: ['site:administer', 'data:erase', 'audit:read'],
    })
  })

  test('include the site’s custom profiles, which replace built-in profiles of the same name', () => {
    const profiles = profilesOf({ agent: [], 'agent-plus': ['form:observe', 'secure-form:use', 'form:observe'] })
    expect(effectiveProfiles(profiles)).toMatchObject({ agent: [], 'agent-plus': ['form:observe', 'secure-form:use'] })
  })

  test('always allow an administrator to administer the site', () => {
    expect(effectiveProfiles(profilesOf({ administrator: ['audit:read'] })).administrator).toEqual([
      'site:administer',
      'audit:read',
    ])
  })
})

describe('profilesThatDiffer', () => {
  test.each([
    [
      'nothing when only the order of permissions differs',
      { agent: ['audit:read', 'data:erase'] },
      { agent: ['data:erase', 'audit:read'] },
      [],
    ],
    ['nothing for an explicit copy of a built-in profile', {}, { agent: ['secure-form:use'] }, []],
    ['a profile that gains a permission', {}, { agent: ['secure-form:use', 'site:administer'] }, ['agent']],
    ['a profile that loses a permission', { trainee: ['form:observe'] }, { trainee: [] }, ['trainee']],
    ['a profile that is added', {}, { trainee: ['form:observe'] }, ['trainee']],
    ['a profile that is removed', { trainee: ['form:observe'] }, {}, ['trainee']],
    ['nothing for an added profile without permissions', {}, { trainee: [] }, []],
  ])('returns %s', (_what, before, after, names) => {
    expect(profilesThatDiffer(profilesOf(before), profilesOf(after))).toEqual(names)
  })
})

describe('permissions', () => {
  test('are taken from the profile', () => {
    expect(permissionsOf(none, 'agent')).toEqual(new Set(['secure-form:use']))
    expect(permissionsOf(profilesOf({ agent: ['audit:read'] }), 'agent')).toEqual(new Set(['audit:read']))
  })

  test.each([undefined, '', 'nobody', 'constructor', 'toString', '__proto__'])(
    'are empty for the profile %j',
    (profile) => {
      expect(permissionsOf(none, profile)).toEqual(new Set())
    },
  )

  test('of the built-in profiles do not include view-history', () => {
    for (const profile of ['agent', 'agent-manager', 'administrator']) {
      expect(permissionsOf(none, profile).has('secure-form:view-history')).toBe(false)
    }
  })
})
