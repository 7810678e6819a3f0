import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tableList } from '../../lambdas/adapters/dynamodb/tables.ts'
import { pageFile, productionWriteGrants, withAuthorities } from './authority-page.ts'
import { effects } from './effects.ts'
import { recordAttributesOf } from './writable-attributes.ts'

const page = readFileSync(pageFile, 'utf8')
const grants = productionWriteGrants()

test('the authority page lists, for each attribute, every role whose policy allows a write', () => {
  expect(withAuthorities(page, grants), 'run npm run authority to update it').toBe(page)
})

test('the authority page changes if a role gets an additional grant', () => {
  const [grant] = grants.filter(({ statement }) => statement === 'FormsCancellation')
  const more = grant === undefined ? [] : [{ ...grant, attributes: [...grant.attributes, 'sender'] }]
  expect(withAuthorities(page, [...grants, ...more])).not.toBe(page)
})

test('promise I13: the authority page names three authorities, and only they can write the sender of a form, the profiles of a site and the profile of a person', () => {
  const writers = (table: string, attribute: string) =>
    grants
      .filter((grant) => grant.table === table && grant.attributes.includes(attribute))
      .map(({ role, action }) => `${role} ${action}`)
  expect(writers('forms', 'sender')).toEqual(['send-form PutItem'])
  expect(writers('sites', 'profiles')).toEqual(['put-site PutItem', 'patch-site PutItem'])
  expect(writers('people', 'profile')).toEqual(['put-person UpdateItem'])
  expect(page.match(/\(named authority/g)).toHaveLength(3)
})

test('an authority page that lacks the description of an effect or the markers of its table is rejected', () => {
  const [grant] = grants
  const unknown = grant === undefined ? [] : [{ ...grant, attributes: ['unheard-of'] }]
  expect(() => withAuthorities(page, unknown)).toThrow('unheard-of')
  expect(() => withAuthorities('', grants)).toThrow('no place for the tables')
})

test('every effect that the authority page describes belongs to an existing attribute of the table', () => {
  for (const table of tableList) {
    const known = recordAttributesOf(table)
    expect(Object.keys(effects[table]).filter((name) => !known.includes(name))).toEqual([])
  }
})
