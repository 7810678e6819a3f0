import { expect, test } from 'vitest'
import { sensitiveGains } from '../../../widgets/admin/people/sensitive-permissions.ts'

test('an administrator must confirm a gain of administration, erasure or the history, but not of other permissions', () => {
  expect(sensitiveGains(['form:observe'], ['form:observe', 'secure-form:use', 'audit:read'])).toEqual([])
  expect(sensitiveGains([], ['site:administer', 'data:erase', 'secure-form:view-history', 'audit:read'])).toEqual([
    'secure-form:view-history',
    'site:administer',
    'data:erase',
  ])
  expect(sensitiveGains(['data:erase'], ['data:erase'])).toEqual([])
  expect(sensitiveGains(['data:erase'], [])).toEqual([])
})
