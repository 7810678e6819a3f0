import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsIn, type Reply, statusAndCode, textField } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { newScene, type Scene } from './scene.ts'

let target: LocalService
let scene: Scene
let administrator: string

beforeAll(async () => {
  target = await startMemoryService()
})

beforeEach(async () => {
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
})

afterAll(async () => {
  await target.close()
})

const put = (body: unknown, { ifMatch }: { readonly ifMatch?: string } = {}): Promise<Reply> =>
  scene.request('PUT', '/v1/site', { token: administrator, body, ...ifMatchHeader(ifMatch) })
const patch = (body: unknown, { ifMatch }: { readonly ifMatch?: string } = {}): Promise<Reply> =>
  scene.request('PATCH', '/v1/site', { token: administrator, body, ...ifMatchHeader(ifMatch) })
const ifMatchHeader = (ifMatch: string | undefined) =>
  ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }
const get = (token = administrator): Promise<Reply> => scene.request('GET', '/v1/site', { token })

const defaults = {
  openKeySeconds: 300,
  submitKeySeconds: 30,
  retrieveKeySeconds: 60,
  formMinutes: 30,
  holdingSeconds: 60,
  retentionMonths: 13,
  idleMinutes: 15,
  failedSignIns: 3,
  sendsPerMinute: 600,
  embeddingOrigins: [],
}
const builtIn = {
  agent: ['secure-form:use'],
  'agent-manager': ['form:observe'],
  administrator: ['site:administer', 'data:erase', 'audit:read'],
}

describe('the settings of a site', () => {
  test('are the defaults to begin with', async () => {
    const reply = await get()
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({ siteId: scene.siteId, name: expect.any(String), ...defaults, profiles: builtIn })
  })

  test('come back as they were put', async () => {
    const settings = {
      name: 'Ünïcode & Söhne',
      openKeySeconds: 10,
      submitKeySeconds: 5,
      retrieveKeySeconds: 5,
      formMinutes: 1,
      holdingSeconds: 5,
      retentionMonths: 1,
      idleMinutes: 1,
      failedSignIns: 10,
      sendsPerMinute: 60_000,
      embeddingOrigins: ['https://chat.example.com', 'http://localhost:3000'],
      profiles: { ...builtIn, 'agent-plain': [], 'agent-manager': ['form:observe', 'secure-form:view-history'] },
    }
    const whole = { siteId: scene.siteId, ...settings }
    const reply = await put(settings)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual(whole)
    expect((await get()).body).toEqual(whole)
    expect((await put(whole)).body).toEqual(whole)
  })

  test('are replaced as a whole: what is absent is refused, and so is a missing body', async () => {
    const whole = { name: 'B', ...defaults, profiles: builtIn }
    expect((await patch({ openKeySeconds: 10, profiles: { other: [] } })).status).toBe(200)
    for (const body of [undefined, {}, { name: 'B' }]) {
      const reply = await put(body)
      expect(statusAndCode(reply)).toBe('422 not-valid')
      expect(errorsIn(reply)).toContainEqual({ field: 'formMinutes', code: 'required' })
    }
    expect((await get()).body).toMatchObject({ openKeySeconds: 10, profiles: { other: [] } })
    expect((await put(whole)).body).toEqual({ siteId: scene.siteId, ...whole })
  })

  test('have an entity tag, and a change by another tag is refused', async () => {
    const before = await get()
    const { etag = '' } = before.headers
    expect(etag).toMatch(/^"[\w-]+"$/)
    const changed = await patch({ name: 'B' }, { ifMatch: etag })
    expect(changed.status).toBe(200)
    expect((await get()).headers.etag).toBe(changed.headers.etag)
    for (const write of [patch, put]) {
      const reply = await write({ ...Object(before.body) }, { ifMatch: etag })
      expect(statusAndCode(reply)).toBe('412 changed-meanwhile')
    }
    expect((await patch({ name: 'C' }, { ifMatch: '*' })).status).toBe(200)
    expect((await put(before.body)).headers.etag).toBe(etag)
  })

  test('are those of the token’s site, whatever site the body names', async () => {
    const other = await newScene(target)
    const theirs = await other.token('administrator', 'root')
    await patch({ siteId: other.siteId, name: 'Mine' })
    expect((await get()).body).toMatchObject({ siteId: scene.siteId, name: 'Mine' })
    expect((await get(theirs)).body).not.toMatchObject({ name: 'Mine' })
  })

  test.each([
    ['openKeySeconds', 10, 3_600],
    ['submitKeySeconds', 5, 120],
    ['retrieveKeySeconds', 5, 120],
    ['formMinutes', 1, 1_440],
    ['holdingSeconds', 5, 120],
    ['retentionMonths', 1, 13],
    ['idleMinutes', 1, 15],
    ['failedSignIns', 3, 10],
    ['sendsPerMinute', 1, 60_000],
  ])('%s is from %i to %i', async (name, least, most) => {
    for (const value of [least, most]) expect((await patch({ name: 'A', [name]: value })).status).toBe(200)
    for (const [value, code] of [
      [least - 1, 'too-short'],
      [most + 1, 'too-long'],
      [least + 0.5, 'wrong-type'],
      [String(least), 'wrong-type'],
      [null, 'wrong-type'],
    ]) {
      const reply = await patch({ name: 'A', [name]: value })
      expect([value, statusAndCode(reply), errorsIn(reply)]).toEqual([value, '422 not-valid', [{ field: name, code }]])
    }
  })

  test.each([
    ['an empty name', { name: '' }, 'name', 'too-short'],
    ['a name of two lines', { name: 'a\nb' }, 'name', 'bad-format'],
    ['half a character in the name', { name: '\ud800' }, 'name', 'bad-format'],
    ['a permission that is none', { name: 'A', profiles: { agent: ['all'] } }, 'profiles.agent.0', 'not-an-option'],
    [
      'a path after an origin',
      { name: 'A', embeddingOrigins: ['https://a.example/'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    [
      'an origin without TLS',
      { name: 'A', embeddingOrigins: ['http://a.example'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    [
      'a host that a header would read as a list',
      { name: 'A', embeddingOrigins: ['https://a,b'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    [
      'a host that ends a directive',
      { name: 'A', embeddingOrigins: ['https://a;sandbox'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    ['every host', { name: 'A', embeddingOrigins: ['https://*'] }, 'embeddingOrigins.0', 'bad-format'],
    ['any origin', { name: 'A', embeddingOrigins: ['*'] }, 'embeddingOrigins.0', 'bad-format'],
    [
      'a directive behind an origin',
      { name: 'A', embeddingOrigins: ['https://a.example; script-src *'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    ['an unknown field', { name: 'A', passwordLength: 4 }, 'passwordLength', 'unknown'],
  ])('with %s are refused', async (_, body, field, code) => {
    const reply = await patch(body)
    expect(statusAndCode(reply)).toBe('422 not-valid')
    expect(errorsIn(reply)).toEqual([{ field, code }])
  })
})

describe('profiles', () => {
  test('an administrator keeps site:administer, whatever is set', async () => {
    const reply = await patch({ name: 'A', profiles: { administrator: [] } })
    expect(reply.body).toMatchObject({ profiles: { administrator: ['site:administer'] } })
    expect((await get()).status).toBe(200)
  })

  test('a permission counts from the next request on, for those who are signed in already', async () => {
    expect((await scene.send()).status).toBe(201)
    await patch({ name: 'A', profiles: { agent: [] } })
    expect(statusAndCode(await scene.send())).toBe('403 not-permitted')
    await patch({ profiles: { agent: null } })
    expect((await scene.send()).status).toBe(201)
  })

  test('abuse 13: a permission that is gone between issue and use leaves the key unspent and useless', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    await patch({ name: 'A', profiles: { agent: ['form:observe'] } })
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('403 not-permitted')
    await patch({ profiles: { agent: null } })
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('200 done')
  })

  test('a profile of the site’s own gives what it lists, and an unknown one gives nothing', async () => {
    await patch({ name: 'A', profiles: { 'agent-plus': ['secure-form:use', 'form:observe'], 'agent-plain': [] } })
    const plus = await scene.token('agent-plus', 'agent-7')
    expect((await scene.send({}, { by: plus })).status).toBe(201)
    for (const profile of ['agent-plain', 'agent-none', 'to-string', 'constructor1']) {
      const token = await scene.token(profile, 'agent-7')
      expect(statusAndCode(await scene.send({}, { by: token }))).toBe('403 not-permitted')
    }
  })
})

describe('settings take effect', () => {
  test('on the lifetimes of keys and forms that come after', async () => {
    const before = await scene.opened()
    await patch({ name: 'A', openKeySeconds: 10, submitKeySeconds: 5, retrieveKeySeconds: 7, formMinutes: 1 })
    const now = target.clock.now()
    const at = (reply: Reply, field = 'expiresAt') => Date.parse(textField(reply, field)) - now
    const sent = await scene.send()
    expect([at(sent, 'openKeyExpiresAt'), at(sent)]).toEqual([10_000, 60_000])
    // What a form was sent with it keeps.
    expect(at(await scene.issueSubmitKey(before))).toBe(30_000)
    const later = await scene.opened()
    expect(at(await scene.issueSubmitKey(later))).toBe(5_000)
    const { formId } = await scene.submitted()
    expect(at(await scene.issueRetrieveKey(formId))).toBe(7_000)
    const again = await scene.post(`/v1/forms/${before.formId}/resend`, {}, scene.agent)
    expect([at(again, 'openKeyExpiresAt'), at(again)]).toEqual([10_000, 60_000])
  })

  test('on the name that visitors read', async () => {
    const form = await scene.opened()
    await patch({ name: 'A new name' })
    expect((await scene.post('/v1/visitor/resume', scene.proofOf(form))).body).toMatchObject({ siteName: 'A new name' })
  })
})
