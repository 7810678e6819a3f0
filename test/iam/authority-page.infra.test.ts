import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { pageFile, productionWriteGrants, withAuthorities } from './authority-page.ts'
import { effects } from './effects.ts'
import { recordAttributesOf } from './writable-attributes.ts'

const page = readFileSync(pageFile, 'utf8')
const grants = productionWriteGrants()

test('the page names every role that may write an attribute, as the policies are', () => {
  expect(withAuthorities(page, grants), 'npm run authority writes it anew').toBe(page)
})

test('a grant that is added changes the page', () => {
  const [grant] = grants.filter(({ statement }) => statement === 'FormsCancellation')
  const more = grant === undefined ? [] : [{ ...grant, attributes: [...grant.attributes, 'sender'] }]
  expect(withAuthorities(page, [...grants, ...more])).not.toBe(page)
})

test('promise I13: three authorities are named, put-site with patch-site among them, and no other role writes what they decide', () => {
  const writers = (table: string, attribute: string) =>
    grants
      .filter((grant) => grant.table === table && grant.attributes.includes(attribute))
      .map(({ role, action }) => `${role} ${action}`)
  expect(writers('forms', 'sender')).toEqual(['send-form PutItem'])
  expect(writers('sites', 'profiles')).toEqual(['put-site PutItem', 'patch-site PutItem'])
  expect(writers('people', 'profile')).toEqual(['put-person UpdateItem'])
  expect(page.match(/\(named authority/g)).toHaveLength(3)
})

test('an attribute without a described effect, and a page without a place for the tables, are faults', () => {
  const [grant] = grants
  const unknown = grant === undefined ? [] : [{ ...grant, attributes: ['unheard-of'] }]
  expect(() => withAuthorities(page, unknown)).toThrow('unheard-of')
  expect(() => withAuthorities('', grants)).toThrow('no place for the tables')
})

test('each described effect is that of an attribute', () => {
  for (const table of tableList) {
    const known = recordAttributesOf(table)
    expect(Object.keys(effects[table]).filter((name) => !known.includes(name))).toEqual([])
  }
})
