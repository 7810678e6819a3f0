import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { siteRecords } from '../../kit/audit-trail.ts'
import { errorsIn, statusAndCode } from '../../kit/http-client.ts'
import { localRunDependencies, localUserPool } from '../../kit/local-user-pool.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { bankAnswers, type Caller, newSite, type Site } from '../../kit/site.ts'
import { refused } from '../../lambdas/identity/cognito-pool.ts'

const day = 86_400_000

let service: DatabaseService
let site: Site
let administrator: Caller

provideSite(startDatabaseService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'root')
})

const setEnabled = (subject: string, enabled: boolean) =>
  administrator.reply('put-person', { path: { subject }, body: { enabled } })
const look = async (agent: Caller) => statusAndCode(await agent.call('list-templates'))
/** The person as the list of people shows them. */
const entry = async (subject: string) =>
  (await administrator.reply('list-people')).people.find((person) => person.subject === subject)

describe('a change to a person', () => {
  test.each([
    ['a profile that the site does not have', 'agent-7', { enabled: true, profile: 'nobody' }, 'profile', 'unknown'],
    ['a malformed profile', 'agent-7', { enabled: true, profile: 'constructor' }, 'profile', 'bad-format'],
    ['a missing `enabled`', 'agent-7', { profile: 'agent' }, 'enabled', 'required'],
    ['a string in place of `enabled`', 'agent-7', { enabled: 'yes' }, 'enabled', 'wrong-type'],
    [
      'a field that an administrator may not set',
      'agent-7',
      { enabled: true, failedSignIns: 0 },
      'failedSignIns',
      'unknown',
    ],
    ['a malformed subject', 'agent%207', { enabled: true }, 'subject', 'bad-format'],
  ])('with %s is refused', async (_, subject, body, field, code) => {
    const token = administrator.accessToken
    const reply = await site.request('PUT', `/v1/people/${subject}`, { token, body })
    expect([statusAndCode(reply), errorsIn(reply)]).toEqual(['422 not-valid', [{ field, code }]])
  })
})

describe('abuse 36: a person whose sign-in fails', () => {
  let beside: ReturnType<typeof localRunDependencies>
  let pool: ReturnType<typeof localUserPool>

  beforeEach(() => {
    beside = localRunDependencies(service)
    pool = localUserPool(beside.dependencies, site.siteId)
  })
  afterEach(() => beside.close())

  test('three times is disabled: the correct password and all existing sign-ins are refused', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    for (let failed = 0; failed < 3; failed++) expect(await pool.start('agent-7')).toBe('admitted')
    expect(await entry('agent-7')).toMatchObject({ enabled: true })
    expect(await pool.start('agent-7')).toBe(refused)
    expect(await entry('agent-7')).toMatchObject({ enabled: false })
    expect(await look(site.agent)).toBe('401 not-signed-in')
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('401 not-signed-in')

    await setEnabled('agent-7', true)
    service.clock.advance(1)
    expect(await pool.start('agent-7')).toBe('admitted')
    expect(await pool.succeed('agent-7')).toBe('admitted')
    const again = await site.signIn('agent', 'agent-7')
    expect(await site.retrieve(form, again)).toMatchObject({ answers: bankAnswers })
    // The key was issued to a sign-in that has ended.
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, again))).toBe('404 not-available')
  })

  test('is disabled at the site’s limit, and a changed limit applies from the next attempt', async () => {
    await site.changeSettings({ failedSignIns: 5 })
    for (let failed = 0; failed < 5; failed++) expect(await pool.start('agent-7')).toBe('admitted')
    expect(await pool.start('agent-7')).toBe(refused)
  })

  test('too often stays disabled after a day and with a new password, until an administrator enables them', async () => {
    for (let failed = 0; failed < 4; failed++) await pool.start('agent-7')
    await pool.confirm('agent-7')
    service.clock.advance(day)
    expect(await pool.start('agent-7')).toBe(refused)
    expect(await look(await site.signIn('agent', 'agent-7'))).toBe('401 not-signed-in')
  })
})

describe('a person who was inactive for 90 days', () => {
  test('is disabled at their next request, and stays disabled until an administrator enables them', async () => {
    const [late, intime] = ['late', 'in-time']
    for (const subject of [late, intime]) await look(await site.signIn('agent', subject))
    service.clock.advance(90 * day - 1)
    expect(await look(await site.signIn('agent', intime))).toBe('200 done')
    service.clock.advance(1)
    administrator = await site.signIn('administrator', 'another-root')
    const token = await site.signIn('agent', late)
    expect(await look(token)).toBe('401 not-signed-in')
    expect(await look(await site.signIn('agent', intime))).toBe('200 done')
    expect(await entry(late)).toMatchObject({ enabled: false })
    const records = await siteRecords(service, site.siteId)
    expect(records).toContainEqual(
      expect.objectContaining({ event: 'operator-disabled', actor: 'service', outcome: 'done', subject: late }),
    )

    await setEnabled(late, true)
    service.clock.advance(1)
    expect(await look(token)).toBe('401 not-signed-in')
    expect(await look(await site.signIn('agent', late))).toBe('200 done')
  })
})

describe('abuse 13: a disabled person', () => {
  test('is signed out of every sign-in immediately and permanently, with an audit record', async () => {
    const [used, unused] = [await site.signIn('agent', 'agent-7'), await site.signIn('agent', 'agent-7')]
    expect(await look(used)).toBe('200 done')
    await setEnabled('agent-7', false)
    for (const token of [used, site.agent]) expect(await look(token)).toBe('401 not-signed-in')
    const meanwhile = await site.signIn('agent', 'agent-7')
    expect(await look(meanwhile)).toBe('401 not-signed-in')

    await setEnabled('agent-7', true)
    for (const token of [used, unused, meanwhile]) expect(await look(token)).toBe('401 not-signed-in')
    service.clock.advance(1)
    expect(await look(await site.signIn('agent', 'agent-7'))).toBe('200 done')
    const records = await siteRecords(service, site.siteId)
    const about = { actor: 'agent:root', outcome: 'done', subject: 'agent-7' }
    expect(records).toContainEqual(expect.objectContaining({ event: 'operator-disabled', ...about }))
    expect(records).toContainEqual(expect.objectContaining({ event: 'operator-enabled', ...about }))
  })

  test('loses their retrieve keys, which stay invalid even in later sign-ins', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    await setEnabled('agent-7', false)
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('401 not-signed-in')
    await setEnabled('agent-7', true)
    service.clock.advance(1)
    const again = await site.signIn('agent', 'agent-7')
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, again))).toBe('404 not-available')
    expect(await site.retrieve(form, again)).toMatchObject({ answers: bankAnswers })
  })

  test('does not affect a person with the same id at another site', async () => {
    const other = await newSite(service)
    await setEnabled('agent-7', false)
    expect(await look(other.agent)).toBe('200 done')
  })
})
