/** The daily task that disables inactive people: the deployed function on an embedded DynamoDB. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { personItems } from '../../../lambdas/adapters/dynamodb/items.ts'
import { inactivityLimitMs } from '../../../lambdas/core/people/inactivity.ts'
import type { PersonRecord } from '../../../lambdas/core/people/person.ts'
import { compose, handler } from '../../../lambdas/identity/disable-unused.handler.ts'
import { embeddedStorage } from '../../port-contracts/embedded-storage.ts'
import { noon, type UserPoolFixture, userPoolFixture } from './user-pool-fixture.ts'

const storage = embeddedStorage()
const context = { awsRequestId: 'request-1' }
const inactiveSince = noon - inactivityLimitMs

const storePerson = ({ dependencies, person }: UserPoolFixture, name: string, about: Partial<PersonRecord>) =>
  dependencies.documents.send(
    new PutCommand({
      TableName: dependencies.tables.people,
      Item: personItems.toItem({ ...person(name), enabled: true, ...about }),
    }),
  )
const enabledOf = async ({ known }: UserPoolFixture, ...names: string[]) =>
  (await Promise.all(names.map(known))).map((person) => person?.enabled)

test('each person who has been inactive for 90 days is disabled and gets an audit record, even if they never return, and all others stay enabled', async () => {
  const pool = await userPoolFixture(storage())
  await storePerson(pool, 'ada', { lastSignInAt: inactiveSince, profile: 'agent-manager', failedSignIns: 2 })
  await storePerson(pool, 'never-came', { enabledAt: inactiveSince })
  await storePerson(pool, 'in-time', { lastSignInAt: inactiveSince + 1 })
  await storePerson(pool, 'enabled-since', { lastSignInAt: inactiveSince, enabledAt: noon - 1 })
  await storePerson(pool, 'disabled', { enabled: false, lastSignInAt: inactiveSince })
  await storePerson(pool, 'unheard-of', {})
  const run = compose(pool.dependencies)
  await run({}, context)
  expect(await enabledOf(pool, 'ada', 'never-came')).toEqual([false, false])
  expect(await enabledOf(pool, 'in-time', 'enabled-since', 'unheard-of')).toEqual([true, true, true])
  expect(await pool.known('ada')).toMatchObject({ signInsEndedAt: noon, profile: 'agent-manager', failedSignIns: 2 })
  const recorded = (await pool.records()).map(({ event, actor, subject }) => [event, actor, subject]).sort()
  expect(recorded).toEqual([
    ['operator-disabled', 'service', 'ada'],
    ['operator-disabled', 'service', 'never-came'],
  ])

  await run({}, context)
  expect(await pool.records()).toHaveLength(2)
  const line = { line: 'task', task: 'disable-unused', requestId: 'request-1', looked: 6 }
  expect(pool.lines).toEqual([
    { ...line, done: 2 },
    { ...line, done: 0 },
  ])
})

test('one malformed row makes the run fail, but only after all other inactive people are disabled', async () => {
  const pool = await userPoolFixture(storage())
  const { documents, tables } = pool.dependencies
  const ada = personItems.keyOf(pool.person('ada'))
  const planted = ['a', 'z'].map((subject) => ({ ...ada, subject, enabled: 'perhaps' }))
  for (const Item of planted) await documents.send(new PutCommand({ TableName: tables.people, Item }))
  await storePerson(pool, 'ada', { lastSignInAt: inactiveSince })
  await expect(compose(pool.dependencies)({}, context)).rejects.toMatchObject({ code: 'stored-item-malformed' })
  expect(await enabledOf(pool, 'ada')).toEqual([false])
  expect(pool.lines).toMatchObject([{ done: 1 }, { task: 'disable-unused', fault: 'stored-item-malformed' }])
})

test('a fault is logged with its code, and counts as an error of the function', async () => {
  const pool = await userPoolFixture(storage())
  const broken = compose({ ...pool.dependencies, tables: { ...pool.dependencies.tables, people: 'no-such-table' } })
  await expect(broken({}, context)).rejects.toMatchObject({ code: 'storage-failed' })
  expect(pool.lines).toMatchObject([
    { looked: 0, done: 0 },
    { task: 'disable-unused', fault: 'storage-failed' },
  ])
  await expect(handler({}, context)).rejects.toMatchObject({ code: 'settings-malformed' })
})
