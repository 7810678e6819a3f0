import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listPeople } from '../../../contracts/steps/list-people.ts'
import { errorsIn, statusAndCode, textField } from '../../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { refused } from '../../lambdas/identity/cognito-pool.ts'
import { siteRecords } from '../audit-trail.ts'
import { localRunDependencies, localUserPool } from '../local-user-pool.ts'
import { newScene, type Scene } from '../scene.ts'

const { reply: People } = listPeople
const day = 86_400_000

let target: DatabaseService
let scene: Scene
let administrator: string

beforeAll(async () => {
  target = await startDatabaseService()
})

beforeEach(async () => {
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
})

afterAll(async () => {
  await target.close()
})

const put = (subject: string, body: unknown, token = administrator) =>
  scene.request('PUT', `/v1/people/${subject}`, { token, body })
const list = (query = '', token = administrator) => scene.request('GET', `/v1/people${query}`, { token })
const look = (token: string) => scene.request('GET', '/v1/templates', { token })

describe('people', () => {
  test('are known by signing in or by being put, and come back as put', async () => {
    const etag = expect.stringMatching(/^"[\w-]+"$/)
    const root = { subject: 'root', enabled: true, lastSignInAt: new Date(target.clock.now()).toISOString(), etag }
    expect((await list()).body).toEqual({ people: [root] })
    const reply = await put('agent-7@example.com', { enabled: true, profile: 'agent-manager' })
    expect([reply.status, reply.body]).toEqual([
      200,
      { subject: 'agent-7@example.com', enabled: true, profile: 'agent-manager', etag },
    ])
    expect(reply.headers.etag).toBe(textField(reply, 'etag'))
    expect((await list()).body).toEqual({ people: [reply.body, root] })
  })

  test('are listed in pages, each cursor good for its own site and route', async () => {
    for (const subject of ['c', 'a', 'b']) await put(subject, { enabled: true })
    const first = await list('?limit=2')
    expect(first.body).toMatchObject({ people: [{ subject: 'a' }, { subject: 'b' }] })
    const cursor = textField(first, 'cursor')
    const second = await list(`?limit=2&cursor=${cursor}`)
    expect(second.body).toMatchObject({ people: [{ subject: 'c', enabled: true }, { subject: 'root' }] })
    const other = await newScene(target)
    const theirs = await other.token('administrator', 'root')
    expect(statusAndCode(await list(`?cursor=${cursor}`, theirs))).toBe('422 not-valid')
    expect(statusAndCode(await scene.request('GET', `/v1/templates?cursor=${cursor}`, { token: administrator }))).toBe(
      '422 not-valid',
    )
    expect((await list('', theirs)).body).toMatchObject({ people: [{ subject: 'root' }] })
  })

  test.each([
    ['a profile that nobody knows', 'agent-7', { enabled: true, profile: 'nobody' }, 'profile', 'unknown'],
    ['a profile that is none', 'agent-7', { enabled: true, profile: 'constructor' }, 'profile', 'bad-format'],
    ['no word on being enabled', 'agent-7', { profile: 'agent' }, 'enabled', 'required'],
    ['a word for a truth', 'agent-7', { enabled: 'yes' }, 'enabled', 'wrong-type'],
    ['a field that is not theirs to set', 'agent-7', { enabled: true, failedSignIns: 0 }, 'failedSignIns', 'unknown'],
    ['a subject that is none', 'agent%207', { enabled: true }, 'subject', 'bad-format'],
  ])('with %s are refused', async (_, subject, body, field, code) => {
    const reply = await put(subject, body)
    expect([statusAndCode(reply), errorsIn(reply)]).toEqual(['422 not-valid', [{ field, code }]])
  })

  test('a profile that an administrator sets wins over the token’s, and left out it does not', async () => {
    await put('agent-7', { enabled: true, profile: 'agent-manager' })
    expect(statusAndCode(await scene.send())).toBe('403 not-permitted')
    await put('agent-7', { enabled: true })
    expect(statusAndCode(await scene.send())).toBe('201 done')
  })
})

describe('abuse 36: somebody who fails to sign in', () => {
  let beside: ReturnType<typeof localRunDependencies>
  let pool: ReturnType<typeof localUserPool>
  const entry = async (subject: string) => {
    const { people } = People.parse((await list()).body)
    return people.find((person) => person.subject === subject)
  }

  beforeEach(() => {
    beside = localRunDependencies(target)
    pool = localUserPool(beside.dependencies, scene.siteId)
  })
  afterEach(() => beside.close())

  test('three times is disabled: the right password then is refused, and so is every sign-in that they have', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    for (let failed = 0; failed < 3; failed++) expect(await pool.start('agent-7')).toBe('admitted')
    expect(await entry('agent-7')).toMatchObject({ enabled: true })
    expect(await pool.start('agent-7')).toBe(refused)
    expect(await entry('agent-7')).toMatchObject({ enabled: false })
    expect(statusAndCode(await look(scene.agent))).toBe('401 not-signed-in')
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('401 not-signed-in')

    expect(statusAndCode(await put('agent-7', { enabled: true }))).toBe('200 done')
    target.clock.advance(1)
    expect(await pool.start('agent-7')).toBe('admitted')
    expect(await pool.succeed('agent-7')).toBe('admitted')
    const again = await scene.token('agent', 'agent-7')
    expect(statusAndCode(await scene.retrieved(form, again))).toBe('200 done')
    // The key was issued to a sign-in that is over for good.
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, again))).toBe('404 not-available')
  })

  test('as often as the site says: the limit that an administrator sets counts at the next start', async () => {
    await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A', failedSignIns: 5 } })
    for (let failed = 0; failed < 5; failed++) expect(await pool.start('agent-7')).toBe('admitted')
    expect(await pool.start('agent-7')).toBe(refused)
  })

  test('is enabled by nobody but an administrator: neither by time nor by a new password', async () => {
    for (let failed = 0; failed < 4; failed++) await pool.start('agent-7')
    await pool.confirm('agent-7')
    target.clock.advance(day)
    expect(await pool.start('agent-7')).toBe(refused)
    expect(statusAndCode(await look(await scene.token('agent', 'agent-7')))).toBe('401 not-signed-in')
  })
})

describe('somebody whom nobody has seen for 90 days', () => {
  test('is disabled when they come back, whoever let them in, until an administrator enables them', async () => {
    const [late, intime] = ['late', 'in-time']
    for (const subject of [late, intime]) await look(await scene.token('agent', subject))
    target.clock.advance(90 * day - 1)
    expect(statusAndCode(await look(await scene.token('agent', intime)))).toBe('200 done')
    target.clock.advance(1)
    administrator = await scene.token('administrator', 'another-root')
    const token = await scene.token('agent', late)
    expect(statusAndCode(await look(token))).toBe('401 not-signed-in')
    expect(statusAndCode(await look(await scene.token('agent', intime)))).toBe('200 done')
    const { people } = People.parse((await list()).body)
    expect(people).toContainEqual(expect.objectContaining({ subject: late, enabled: false }))
    const records = await siteRecords(target, scene.siteId)
    expect(records).toContainEqual(
      expect.objectContaining({ event: 'operator-disabled', actor: 'service', outcome: 'done', subject: late }),
    )

    await put(late, { enabled: true })
    target.clock.advance(1)
    expect(statusAndCode(await look(token))).toBe('401 not-signed-in')
    expect(statusAndCode(await look(await scene.token('agent', late)))).toBe('200 done')
  })
})

describe('abuse 13: somebody who is disabled', () => {
  test('is signed out of every sign-in at once, for good, and on record', async () => {
    const [used, unused] = [await scene.token('agent', 'agent-7'), await scene.token('agent', 'agent-7')]
    expect(statusAndCode(await look(used))).toBe('200 done')
    expect(statusAndCode(await put('agent-7', { enabled: false }))).toBe('200 done')
    for (const token of [used, scene.agent]) expect(statusAndCode(await look(token))).toBe('401 not-signed-in')
    const meanwhile = await scene.token('agent', 'agent-7')
    expect(statusAndCode(await look(meanwhile))).toBe('401 not-signed-in')

    expect(statusAndCode(await put('agent-7', { enabled: true }))).toBe('200 done')
    for (const token of [used, unused, meanwhile]) expect(statusAndCode(await look(token))).toBe('401 not-signed-in')
    target.clock.advance(1)
    expect(statusAndCode(await look(await scene.token('agent', 'agent-7')))).toBe('200 done')
    const records = await siteRecords(target, scene.siteId)
    const about = { actor: 'agent:root', outcome: 'done', subject: 'agent-7' }
    expect(records).toContainEqual(expect.objectContaining({ event: 'operator-disabled', ...about }))
    expect(records).toContainEqual(expect.objectContaining({ event: 'operator-enabled', ...about }))
  })

  test('has retrieve keys that are dead, also for a sign-in that comes after', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    await put('agent-7', { enabled: false })
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('401 not-signed-in')
    await put('agent-7', { enabled: true })
    target.clock.advance(1)
    const again = await scene.token('agent', 'agent-7')
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, again))).toBe('404 not-available')
    expect(statusAndCode(await scene.retrieved(form, again))).toBe('200 done')
  })

  test('is nobody of the same name elsewhere', async () => {
    const other = await newScene(target)
    await put('agent-7', { enabled: false })
    expect(statusAndCode(await look(other.agent))).toBe('200 done')
  })
})
