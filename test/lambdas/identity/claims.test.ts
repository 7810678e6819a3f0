import { describe, expect, test } from 'vitest'
import { claimAt, hasMark, MarkValue, valuesIn } from '../../../lambdas/identity/claims.ts'

describe('a claim', () => {
  const claims = { roles: ['a'], 'https://acme.example/roles': ['b'], realm_access: { roles: ['c'] }, 'a.b': 'd' }

  test('is found by its whole name, or by a path into objects', () => {
    expect(claimAt(claims, 'https://acme.example/roles')).toEqual(['b'])
    expect(claimAt(claims, 'a.b')).toBe('d')
    expect(claimAt(claims, { path: ['realm_access', 'roles'] })).toEqual(['c'])
  })

  test.each([
    ['missing'],
    ['constructor'],
    [{ path: ['roles', '0'] }],
    [{ path: ['roles', 'length'] }],
    [{ path: ['a.b', 'length'] }],
    [{ path: ['realm_access', 'toString'] }],
  ])('%j is missing', (name) => {
    expect(claimAt(claims, name)).toBeUndefined()
  })
})

describe('the values of groups, roles or scopes', () => {
  test.each<[string, unknown, readonly string[] | undefined]>([
    ['one string', 'agent', ['agent']],
    ['words', 'openid Forms.Use', ['openid Forms.Use', 'openid', 'Forms.Use']],
    ['an array, whose elements are whole values', ['Sealform agents'], ['Sealform agents']],
    ['an empty array', [], []],
    ['no claim', undefined, []],
    ['an array with another type', ['agent', 7], undefined],
    ['a number', 7, undefined],
    ['null', null, undefined],
    ['an object', { agent: true }, undefined],
  ])('can be %s', (_, claim, values) => {
    expect(valuesIn(claim)).toEqual(values)
  })
})

describe('a mark', () => {
  test.each<[unknown, MarkValue]>([
    [1, 1],
    [true, true],
    [['mfa', 'pwd'], 'mfa'],
    [[1, 2], 2],
    [{ level: 2 }, { level: 2 }],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ])('the claim %j has the mark %j', (claim, value) => {
    expect(hasMark(claim, value)).toBe(true)
  })

  test.each<[unknown, MarkValue]>([
    ['1', 1],
    [1, true],
    ['no mfa', 'mfa'],
    [undefined, 'mfa'],
    [null, 0],
    [[['mfa']], 'mfa'],
    [{ level: 2, more: 1 }, { level: 2 }],
  ])('the claim %j does not have the mark %j', (claim, value) => {
    expect(hasMark(claim, value)).toBe(false)
  })

  test.each([[null], [''], [undefined]])('cannot be %j, which a missing value could equal', (value) => {
    expect(MarkValue.safeParse(value).success).toBe(false)
  })
})
