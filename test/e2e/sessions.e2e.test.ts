import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { statusAndCode } from '../kit/http-client.ts'
import { localRunDependencies, localUserPool } from '../kit/local-user-pool.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { agentId, bankAnswers, type Caller, type Site } from '../kit/site.ts'
import { type TokenRoute, tokenRoutes } from '../kit/token-routes.ts'

let service: DatabaseService
let site: Site

const minute = 60_000

provideSite(startDatabaseService, (provided) => {
  service = provided.service
  site = provided.site
})

const notSignedIn = '401 not-signed-in'
const look = async (caller: Caller) => statusAndCode(await caller.call('list-templates'))
const send = async (caller: Caller) => statusAndCode(await site.attempt.send({ by: caller }))
const stay = async (caller: Caller) => statusAndCode(await caller.call('stay-signed-in'))
const signOut = async (caller: Caller) => statusAndCode(await caller.call('sign-out'))

describe('the idle timeout', () => {
  test('ends a sign-in permanently after exactly fifteen minutes', async () => {
    const [last, early] = [await site.signIn('agent'), await site.signIn('agent')]
    for (const agent of [last, early]) expect(await stay(agent)).toBe('200 done')
    service.clock.advance(15 * minute - 1)
    expect(await send(early)).toBe('201 done')
    service.clock.advance(1)
    expect(await send(last)).toBe(notSignedIn)
    expect(await stay(last)).toBe(notSignedIn)
    expect(await look(early)).toBe('200 done')
  })

  test('is not reset by GET requests', async () => {
    const agent = await site.signIn('agent')
    await stay(agent)
    for (let minutes = 0; minutes < 14; minutes++) {
      service.clock.advance(minute)
      expect(await look(agent)).toBe('200 done')
    }
    service.clock.advance(minute)
    expect(await look(agent)).toBe(notSignedIn)
  })

  test('is reset by every POST, PATCH and DELETE request in the session', async () => {
    const administrator = await site.signIn('administrator', 'root')
    const acts = [
      () => administrator.reply('patch-site', { body: { name: 'A' } }),
      () => administrator.reply('delete-template', { path: { templateId: 'bank-account' } }),
      () => administrator.reply('stay-signed-in'),
    ]
    for (const perform of [...acts, ...acts.slice(2)]) {
      await perform()
      service.clock.advance(14 * minute)
    }
    expect(await look(administrator)).toBe('200 done')
  })
})

describe('a sign-in that was ended', () => {
  let beside: ReturnType<typeof localRunDependencies>
  let pool: ReturnType<typeof localUserPool>
  const setEnabled = async (enabled: boolean) => {
    const administrator = await site.signIn('administrator', 'root')
    await administrator.reply('put-person', { path: { subject: 'agent-7' }, body: { enabled } })
  }

  beforeAll(() => {
    beside = localRunDependencies(service)
  })
  beforeEach(() => {
    pool = localUserPool(beside.dependencies, site.siteId)
  })
  afterAll(() => beside.close())

  /** A new sign-in; for the twelfth hour, one that ends in a minute. */
  const signInFor = (end: string) => {
    const signedInAt = service.clock.now() - (end === 'the limit of twelve hours' ? 12 * 60 - 1 : 0) * minute
    return site.signIn('agent', agentId, new Date(signedInAt).toISOString())
  }

  /** Every way in which a sign-in ends. */
  const ends: Readonly<Record<string, (agent: Caller) => Promise<unknown>>> = {
    'signing out': signOut,
    idling: async () => service.clock.advance(15 * minute),
    'the limit of twelve hours': async () => service.clock.advance(minute),
    'being disabled': () => setEnabled(false),
    'being disabled and enabled again': async () => {
      await setEnabled(false)
      await setEnabled(true)
      service.clock.advance(1)
    },
    'too many failed sign-ins': async () => {
      for (let failed = 0; failed < 4; failed++) await pool.start('agent-7')
    },
    'a new password': () => pool.confirm('agent-7'),
    'a new password and another sign-in': async () => {
      await pool.confirm('agent-7')
      service.clock.advance(1)
      expect(await look(await site.signIn('agent'))).toBe('200 done')
    },
  }
  const requestAs = async (caller: Caller, { method, path }: TokenRoute, body: object = {}, query = '') => {
    const token = caller.accessToken
    const reply = await site.request(method, `${path}${query}`, { token, ...(method !== 'GET' && { body }) })
    return statusAndCode(reply)
  }
  const malformedRequestAs = (caller: Caller, route: TokenRoute) =>
    requestAs(caller, route, { unknown: 1 }, route.method === 'GET' ? '?unknown=1' : '')

  test.each(Object.keys(ends))(
    'abuse 13: by %s gets 401 from every route, even for malformed requests',
    async (end) => {
      const agent = await signInFor(end)
      await stay(agent)
      await ends[end]?.(agent)
      for (const route of tokenRoutes) {
        expect([route.step, await requestAs(agent, route)]).toEqual([route.step, notSignedIn])
        expect([route.step, await malformedRequestAs(agent, route)]).toEqual([route.step, notSignedIn])
      }
    },
  )

  test('is refused before the request is validated: a live sign-in gets 422 from every route for a malformed request', async () => {
    for (const route of tokenRoutes.filter(({ method }) => method !== 'DELETE')) {
      expect([route.step, await malformedRequestAs(site.agent, route)]).toEqual([route.step, '422 not-valid'])
    }
  })

  test.each(Object.keys(ends))(
    'by %s invalidates the retrieve keys that were issued to it, even for a later sign-in',
    async (end) => {
      const agent = await signInFor(end)
      await site.changeSettings({ retrieveKeySeconds: 120 })
      const form = await site.submitForm({ by: agent })
      const retrieveKey = await site.issueRetrieveKey(form, agent)
      await ends[end]?.(agent)
      expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, agent))).toBe(notSignedIn)
      await setEnabled(true)
      service.clock.advance(1)
      const again = await site.signIn('agent')
      expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, again))).toBe(
        '404 not-available',
      )
      expect(await site.retrieve(form, again)).toMatchObject({ answers: bankAnswers })
    },
  )

  test('does not prevent the visitor from submitting a form that was already sent', async () => {
    const form = await site.openForm()
    await signOut(site.agent)
    expect(await site.submitForm(form)).toHaveProperty('submissionId')
  })
})
