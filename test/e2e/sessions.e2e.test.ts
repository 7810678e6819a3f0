import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { statusAndCode, textField } from '../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { siteRecords } from './audit-trail.ts'
import { localRunDependencies, localUserPool } from './local-user-pool.ts'
import { type Route, requestRoute, routesWithToken } from './routes.ts'
import { newScene, type Scene } from './scene.ts'

let target: DatabaseService
let scene: Scene

const minute = 60_000

beforeAll(async () => {
  target = await startDatabaseService()
})

beforeEach(async () => {
  scene = await newScene(target)
})

afterAll(async () => {
  await target.close()
})

const notSignedIn = '401 not-signed-in'
const look = (token: string) => scene.request('GET', '/v1/templates', { token })
const act = (token: string) => scene.send({}, { by: token })
const stay = (token: string) => scene.post('/v1/session/stay', {}, token)
const signOut = (token: string) => scene.post('/v1/session/sign-out', {}, token)

describe('idling', () => {
  test('ends a sign-in at fifteen minutes, to the millisecond, and for good', async () => {
    const [last, early] = [await scene.token('agent', 'agent-7'), await scene.token('agent', 'agent-7')]
    for (const token of [last, early]) expect(statusAndCode(await stay(token))).toBe('200 done')
    target.clock.advance(15 * minute - 1)
    expect(statusAndCode(await act(early))).toBe('201 done')
    target.clock.advance(1)
    expect(statusAndCode(await act(last))).toBe(notSignedIn)
    expect(statusAndCode(await stay(last))).toBe(notSignedIn)
    expect(statusAndCode(await look(early))).toBe('200 done')
  })

  test('is what a GET does not interrupt', async () => {
    const token = await scene.token('agent', 'agent-7')
    await stay(token)
    for (let minutes = 0; minutes < 14; minutes++) {
      target.clock.advance(minute)
      expect(statusAndCode(await look(token))).toBe('200 done')
    }
    target.clock.advance(minute)
    expect(statusAndCode(await look(token))).toBe(notSignedIn)
  })

  test('is interrupted by every POST, PUT and DELETE of somebody who is signed in', async () => {
    const administrator = await scene.token('administrator', 'root')
    const acts = [
      () => scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A' } }),
      () => scene.request('DELETE', '/v1/templates/bank-account', { token: administrator }),
      () => stay(administrator),
    ]
    for (const perform of [...acts, ...acts.slice(2)]) {
      expect(statusAndCode(await perform())).toBe('200 done')
      target.clock.advance(14 * minute)
    }
    expect(statusAndCode(await look(administrator))).toBe('200 done')
  })

  test('stay-signed-in tells when it would end, exactly', async () => {
    const token = await scene.token('agent', 'agent-7')
    for (let count = 0; count < 3; count++) {
      target.clock.advance(10_000)
      const idleAt = Date.parse(textField(await stay(token), 'idleAt'))
      expect(idleAt - target.clock.now()).toBe(15 * minute)
    }
    target.clock.advance(15 * minute - 1)
    expect(statusAndCode(await look(token))).toBe('200 done')
    target.clock.advance(1)
    expect(statusAndCode(await look(token))).toBe(notSignedIn)
  })

  test('lasts as long as the site says', async () => {
    const administrator = await scene.token('administrator', 'root')
    await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A', idleMinutes: 1 } })
    const token = await scene.token('agent', 'agent-7')
    await stay(token)
    target.clock.advance(minute - 1)
    expect(statusAndCode(await look(token))).toBe('200 done')
    target.clock.advance(1)
    expect(statusAndCode(await look(token))).toBe(notSignedIn)
  })

  test('is put on record once', async () => {
    const token = await scene.token('agent', 'idler')
    await stay(token)
    target.clock.advance(15 * minute)
    for (let count = 0; count < 3; count++) expect(statusAndCode(await look(token))).toBe(notSignedIn)
    const records = await siteRecords(target, scene.siteId)
    expect(records.filter(({ event }) => event === 'signed-out-idle')).toMatchObject([{ actor: 'agent:idler' }])
  })
})

describe('a sign-in', () => {
  test('lasts twelve hours at most, however busy', async () => {
    const signedInAt = target.clock.now() - (12 * 60 - 1) * minute
    const token = await scene.token('agent', 'agent-7', new Date(signedInAt).toISOString())
    const idleAt = Date.parse(textField(await stay(token), 'idleAt'))
    expect(idleAt).toBe(signedInAt + 12 * 60 * minute)
    target.clock.advance(minute - 1)
    expect(statusAndCode(await stay(token))).toBe('200 done')
    target.clock.advance(1)
    expect(statusAndCode(await stay(token))).toBe(notSignedIn)
  })

  test('that signs out is out, and signing out again is no sign-in', async () => {
    const token = await scene.token('agent', 'agent-7')
    expect(textField(await signOut(token), 'signedOutAt')).toBe(new Date(target.clock.now()).toISOString())
    expect(statusAndCode(await signOut(token))).toBe(notSignedIn)
    expect(statusAndCode(await look(token))).toBe(notSignedIn)
    expect(statusAndCode(await look(scene.agent))).toBe('200 done')
  })

  test('that was never used can sign out, and then never begins', async () => {
    const token = await scene.token('agent', 'agent-7')
    expect(statusAndCode(await signOut(token))).toBe('200 done')
    expect(statusAndCode(await look(token))).toBe(notSignedIn)
  })
})

describe('after the end of a sign-in', () => {
  let beside: ReturnType<typeof localRunDependencies>
  let pool: ReturnType<typeof localUserPool>
  const administer = async (body: object) => {
    const token = await scene.token('administrator', 'root')
    expect(statusAndCode(await scene.request('PUT', '/v1/people/agent-7', { token, body }))).toBe('200 done')
  }

  beforeAll(() => {
    beside = localRunDependencies(target)
  })
  beforeEach(() => {
    pool = localUserPool(beside.dependencies, scene.siteId)
  })
  afterAll(() => beside.close())

  /** A sign-in for that end: where it is the twelfth hour, a minute before it. */
  const signInFor = (end: string) => {
    const signedInAt = target.clock.now() - (end === 'the twelfth hour' ? 12 * 60 - 1 : 0) * minute
    return scene.token('agent', 'agent-7', new Date(signedInAt).toISOString())
  }

  /** Every way in which one ends. */
  const ends: Readonly<Record<string, (token: string) => Promise<unknown>>> = {
    'signing out': signOut,
    idling: async () => target.clock.advance(15 * minute),
    'the twelfth hour': async () => target.clock.advance(minute),
    'being disabled': () => administer({ enabled: false }),
    'being disabled and enabled again': async () => {
      await administer({ enabled: false })
      await administer({ enabled: true })
      target.clock.advance(1)
    },
    'too many failed sign-ins': async () => {
      for (let failed = 0; failed < 4; failed++) await pool.start('agent-7')
    },
    'a new password': () => pool.confirm('agent-7'),
    'a new password and another sign-in': async () => {
      await pool.confirm('agent-7')
      target.clock.advance(1)
      expect(statusAndCode(await look(await scene.token('agent', 'agent-7')))).toBe('200 done')
    },
  }
  const malformed = ({ method, body, ...route }: Route): Route => ({
    ...route,
    method,
    ...(body === undefined
      ? { path: `${route.path}${route.path.includes('?') ? '&' : '?'}unknown=1` }
      : { body: { ...body, unknown: 1 } }),
  })

  test.each(Object.keys(ends))('abuse 13: by %s every route answers 401, to a malformed request too', async (end) => {
    const token = await signInFor(end)
    await stay(token)
    await ends[end]?.(token)
    for (const route of routesWithToken) {
      expect([route.step, statusAndCode(await requestRoute(scene, route, token))]).toEqual([route.step, notSignedIn])
      expect([route.step, statusAndCode(await requestRoute(scene, malformed(route), token))]).toEqual([
        route.step,
        notSignedIn,
      ])
    }
  })

  test('a malformed request of somebody who is signed in is just that', async () => {
    for (const route of routesWithToken.filter(({ method }) => method !== 'DELETE')) {
      expect([route.step, statusAndCode(await requestRoute(scene, malformed(route), scene.agent))]).toEqual([
        route.step,
        '422 not-valid',
      ])
    }
  })

  test.each(Object.keys(ends))(
    'by %s, a retrieve key that was issued to it is dead, for later ones too',
    async (end) => {
      const token = await signInFor(end)
      const body = { name: 'A', retrieveKeySeconds: 120 }
      await scene.request('PATCH', '/v1/site', { token: await scene.token('administrator', 'root'), body })
      const form = await scene.submitted({ by: token })
      const retrieveKey = await scene.retrieveKeyFor(form, token)
      await ends[end]?.(token)
      expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, token))).toBe(notSignedIn)
      await administer({ enabled: true })
      target.clock.advance(1)
      const again = await scene.token('agent', 'agent-7')
      expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, again))).toBe('404 not-available')
      expect((await scene.retrieved(form, again)).status).toBe(200)
    },
  )

  test('abuse 13: a retrieve key is dead with the sign-in that it was issued to', async () => {
    const form = await scene.submitted()
    const [first, second] = [await scene.token('agent', 'agent-7'), await scene.token('agent', 'agent-7')]
    await stay(second)
    const retrieveKey = await scene.retrieveKeyFor(form, first)
    await signOut(first)
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, first))).toBe(notSignedIn)
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, second))).toBe('404 not-available')
    expect((await scene.retrieved(form, second)).status).toBe(200)
  })

  test('abuse 13: a retrieve key outlives no idle limit', async () => {
    const administrator = await scene.token('administrator', 'root')
    const body = { name: 'A', idleMinutes: 1, retrieveKeySeconds: 120 }
    await scene.request('PATCH', '/v1/site', { token: administrator, body })
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    target.clock.advance(minute)
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe(notSignedIn)
    const again = await scene.token('agent', 'agent-7')
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, again))).toBe('404 not-available')
  })

  test('the visitor goes on: what was sent is answered', async () => {
    const form = await scene.opened()
    await signOut(scene.agent)
    expect(statusAndCode(await scene.submitWith(form, await scene.submitKeyFor(form)))).toBe('201 done')
  })
})
