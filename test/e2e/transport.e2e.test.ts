import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawStatus, sendRaw, sendRawRequest, sendRequest, statusAndCode, textField } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { routesWithToken } from './routes.ts'
import { newScene, newSecret, type OpenedForm, type Scene } from './scene.ts'

let target: LocalService
let scene: Scene
let opened: OpenedForm

beforeAll(async () => {
  target = await startMemoryService()
  scene = await newScene(target)
  opened = await scene.opened()
})

afterAll(async () => {
  await target.close()
})

const linesDuring = async (work: () => Promise<unknown>): Promise<number> => {
  const before = target.logLines.length
  await work()
  return target.logLines.slice(before).filter(({ line }) => line === 'request').length
}

describe('abuse 20: a preview or a scanner', () => {
  test('that fetches the link and the page a hundred times spends nothing', async () => {
    const reply = await scene.send()
    const link = new URL(textField(reply, 'link'))
    const path = `${link.pathname}${link.search}`
    for (let count = 0; count < 50; count++) {
      for (const method of ['GET', 'HEAD']) expect((await sendRequest(target, method, path)).status).toBe(200)
    }
    expect(statusAndCode(await scene.open(textField(reply, 'openKey'), newSecret()))).toBe('200 done')
  })

  test('that tries the steps with GET and HEAD, keys in the query, spends nothing', async () => {
    const { openKey } = await scene.sent()
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const reply = await sendRequest(
        target,
        method,
        `/v1/visitor/open?openKey=${openKey}&visitorSecret=${newSecret()}`,
      )
      expect([reply.status, reply.headers.allow]).toEqual([405, 'POST'])
    }
    const query = `openKey=${openKey}&visitorSecret=${newSecret()}`
    expect(statusAndCode(await sendRequest(target, 'POST', `/v1/visitor/open?${query}`, { body: {} }))).toBe(
      '422 not-valid',
    )
    expect(statusAndCode(await scene.open(openKey, newSecret()))).toBe('200 done')
  })
})

describe('abuse 27: methods', () => {
  const visitorPaths = ['open', 'resume', 'extend', 'progress', 'submit-key', 'submit', 'decline']
  const taken = new Map<string, Set<string>>()
  for (const { method, path } of [
    ...routesWithToken,
    ...visitorPaths.map((step) => ({ method: 'POST', path: `/v1/visitor/${step}` })),
    { method: 'GET', path: '/v1/openapi.json' },
  ]) {
    const family = path.startsWith('/v1/templates/') ? '/v1/templates/a' : path
    taken.set(family, (taken.get(family) ?? new Set()).add(method))
  }

  test.each([...taken])('%s takes what it takes and names it', async (path, methods) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      if (methods.has(method)) continue
      const lines = await linesDuring(async () => {
        const reply = await sendRequest(target, method, path, { token: scene.agent })
        expect([method, reply.status]).toEqual([method, 405])
        expect(new Set(reply.headers.allow?.split(', '))).toEqual(methods)
        if (method !== 'HEAD') expect(reply.body).toMatchObject({ code: 'method-not-allowed' })
      })
      expect(lines).toBe(1)
    }
  })

  test('headers that would override the method are ignored', async () => {
    const headers = { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' }
    const administrator = await scene.token('administrator', 'root')
    const reply = await sendRequest(target, 'GET', '/v1/templates/bank-account?version=1', {
      token: administrator,
      headers,
    })
    expect(reply.status).toBe(200)
    expect((await scene.send()).status).toBe(201)
  })
})

describe('abuse 27: headers', () => {
  test('that pretend to come from the edge, or from the authorizer, are ignored', async () => {
    const headers = {
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=203.0.113.9;host=evil.example',
      'x-original-url': '/v1/site',
      'x-rewrite-url': '/v1/site',
      'x-amzn-request-context': '{"authorizer":{"kind":"person","siteId":"acme"}}',
      'x-amzn-remapped-host': 'evil.example',
      'x-amzn-requestid': 'mine',
      'x-amz-security-token': 'x',
      'x-request-id': 'mine',
      principalid: 'acme#root',
      siteid: 'acme',
    }
    const lines = await linesDuring(async () => {
      const reply = await sendRequest(target, 'GET', '/v1/site', { headers })
      expect(statusAndCode(reply)).toBe('401 not-signed-in')
      expect(reply.headers['x-request-id']).not.toBe('mine')
    })
    expect(lines).toBe(1)
    expect(JSON.stringify(target.logLines)).not.toMatch(/evil|203\.0\.113/)
    const link = textField(
      await sendRequest(target, 'POST', `/v1/conversations/${scene.conversationId}/forms`, {
        token: scene.agent,
        body: { templateId: 'bank-account' },
        headers,
      }),
      'link',
    )
    expect(link.startsWith(target.origin)).toBe(true)
  })

  test('Authorization that comes twice, or under another scheme, signs nobody in', async () => {
    const bearer = `Authorization: Bearer ${scene.agent}`
    for (const headers of [
      [bearer, bearer],
      [bearer, 'Authorization: Bearer x'],
      [`Authorization: Basic ${scene.agent}`],
      [`Authorization: ${scene.agent}`],
      [`Authorization: Bearer ${scene.agent} x`],
      [`Authorization: Bearer ${scene.agent}, Bearer ${scene.agent}`],
      [`Proxy-Authorization: Bearer ${scene.agent}`, `Cookie: token=${scene.agent}`],
    ]) {
      expect([headers.length, rawStatus(await sendRawRequest(target, 'GET /v1/templates', headers))]).toEqual([
        headers.length,
        401,
      ])
    }
    const inQuery = await sendRequest(target, 'GET', `/v1/templates?access_token=${scene.agent}`)
    expect(statusAndCode(inQuery)).toBe('401 not-signed-in')
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
      expect(
        rawStatus(await sendRawRequest(target, 'GET /v1/templates', [`Authorization: ${scheme} ${scene.agent}`])),
      ).toBe(200)
    }
  })

  test('with line breaks in them make no second header and no second request', async () => {
    const responses = [
      await sendRawRequest(target, 'GET /v1/templates%0d%0aX-Injected:%20yes', [
        `Authorization: Bearer ${scene.agent}`,
      ]),
      await sendRawRequest(target, 'GET /v1/conversations/a%0d%0aSet-Cookie:x=1/forms', [
        `Authorization: Bearer ${scene.agent}`,
      ]),
      await sendRawRequest(target, 'GET /v1/templates', ['X-Request-Id: a\rX-Injected: yes']),
      await sendRawRequest(target, 'GET /v1/templates', ['X-Request-Id: a\nX-Injected: yes']),
      await sendRawRequest(target, 'GET /v1/templates', ['X-Request-Id: a\u0000b']),
    ]
    for (const response of responses) {
      expect(rawStatus(response)).toBeGreaterThanOrEqual(400)
      expect(rawStatus(response)).toBeLessThan(500)
      expect(response).not.toMatch(/^(x-injected|set-cookie):/im)
    }
    const visitorRef = 'a\r\nX-Injected: yes'
    const reply = await scene.putConversation(await scene.newConversation(), 'agent-7', { visitorRef })
    expect([reply.status, reply.headers['x-injected']]).toEqual([200, undefined])
  })

  test('that disagree about the length of the body are refused', async () => {
    const smuggled = 'GET /v1/site HTTP/1.1\r\nHost: x\r\n\r\n'
    const { host } = new URL(target.origin)
    const start = `POST /v1/visitor/open HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
    for (const headers of [
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
      'Content-Length: 2\r\nContent-Length: 3\r\n',
      'Content-Length: -1\r\n',
      'Transfer-Encoding: chunked, identity\r\n',
    ]) {
      const response = await sendRaw(target, `${start}${headers}\r\n{}${smuggled}`)
      expect([headers, rawStatus(response)]).toEqual([headers, 400])
      expect(response.match(/HTTP\/1\.1/g)).toHaveLength(1)
    }
  })

  test('of the Host that are not this server’s are refused', async () => {
    const { host, port } = new URL(target.origin)
    for (const name of [
      'evil.example',
      `evil.example:${port}`,
      `${host}.evil.example`,
      '127.0.0.1',
      '127.0.0.1:1',
      '[::ffff:7f00:1]',
      '',
    ]) {
      const lines = await linesDuring(async () => {
        const response = await sendRawRequest(target, 'GET /healthz', [`Host: ${name}`])
        expect([name, rawStatus(response)]).toEqual([name, 403])
        expect(response).toContain('"code":"not-permitted"')
      })
      expect(lines).toBe(1)
    }
    expect(rawStatus(await sendRawRequest(target, 'GET http://evil.example/healthz'))).toBe(403)
    expect(rawStatus(await sendRawRequest(target, `GET http://${host}/healthz`, ['Host: evil.example']))).toBe(403)
    expect(rawStatus(await sendRawRequest(target, `GET http://${host}/healthz`))).toBe(200)
    expect(rawStatus(await sendRawRequest(target, 'GET /healthz', [`Host: LOCALHOST:${port}`]))).toBe(200)
    expect(rawStatus(await sendRaw(target, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400)
  })
})

describe('paths', () => {
  test.each([
    '/v1/site/',
    '/v1//site',
    '//v1/site',
    '//evil.example/v1/site',
    '/v1/./site',
    '/v1/x/../site',
    '/v1/%2e%2e/v1/site',
    '/v1/forms/../site',
    '/v1%2fsite',
    '/v1/site%00',
    '/v1/site%20',
    '/v1/site;a=b',
    '/v1/site.json',
    '/V1/site',
    '/v1/Site',
    '/v1\\site',
    '/v1/site#fragment',
    '/v1/%zz',
    '/v1/%c0%afsite',
    '/v1',
    '/v2/site',
    '*',
    '/constructor',
    '/__proto__',
    '/dev/token/',
    '/../../etc/passwd',
    '/demo/..%2f..%2fpackage.json',
  ])('%s leads nowhere', async (path) => {
    const administrator = await scene.token('administrator', 'root')
    const lines = await linesDuring(async () => {
      const response = await sendRawRequest(target, `GET ${path}`, [`Authorization: Bearer ${administrator}`])
      expect(rawStatus(response)).toBe(404)
      expect(response).toContain('"code":"not-found"')
      expect(response).toMatch(/^x-content-type-options: nosniff/im)
    })
    expect(lines).toBe(1)
  })

  test.each(['/v1/conversations//forms', '/v1/conversations/a/b/forms', '/v1/forms/', '/v1/forms//resend'])(
    '%s names no conversation and no form',
    async (path) => {
      expect(rawStatus(await sendRawRequest(target, `GET ${path}`, [`Authorization: Bearer ${scene.agent}`]))).toBe(404)
    },
  )

  test('a segment is decoded once, and what is decoded must be an id', async () => {
    const put = (id: string) =>
      sendRawRequest(
        target,
        `PUT /v1/conversations/${id}`,
        [`Authorization: Bearer ${scene.backend}`, 'Content-Type: application/json', 'Content-Length: 21'],
        '{"agentId":"agent-7"}',
      )
    expect(await put('chat%2D1%40x')).toContain('"conversationId":"chat-1@x"')
    for (const id of ['..', '.', 'a%2Fb', 'a%252Db', 'a%00', '%20', 'a%0A', '%F0%9F%92%B3']) {
      expect([id, rawStatus(await put(id))]).toEqual([id, 422])
    }
  })
})

describe('abuse 29: other origins', () => {
  const origins = ['null', 'https://evil.example', 'http://127.0.0.1:1', 'http://127.0.0.1.evil.example']

  test.each(origins)('%s is granted nothing', async (origin) => {
    const preflight = await sendRequest(target, 'OPTIONS', '/v1/visitor/open', {
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
    expect(preflight.status).toBe(405)
    const reply = await sendRequest(target, 'POST', '/v1/visitor/resume', {
      body: scene.proofOf(opened),
      headers: { origin },
    })
    for (const { headers } of [preflight, reply]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
  ])('a form post of %s is refused', async (type) => {
    const body = JSON.stringify(scene.proofOf(opened))
    const reply = await sendRequest(target, 'POST', '/v1/visitor/decline', { body, headers: { 'content-type': type } })
    expect(statusAndCode(reply)).toBe('415 unsupported-media-type')
    const signOut = await sendRequest(target, 'POST', '/v1/session/sign-out', {
      token: scene.agent,
      body: '',
      headers: { 'content-type': type },
    })
    expect(statusAndCode(signOut)).toBe('415 unsupported-media-type')
  })
})

describe('beside the steps', () => {
  test('healthz says that all is well, to GET and HEAD alone', async () => {
    expect(await sendRequest(target, 'GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await sendRequest(target, 'HEAD', '/healthz')).toMatchObject({ status: 200, body: '' })
    expect(await sendRequest(target, 'POST', '/healthz')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
  })

  test('whatever is refused carries the headers of the contract', async () => {
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['POST', '/nowhere'],
      ['POST', '/healthz'],
      ['GET', '/dev/token'],
      ['HEAD', '/dev/events'],
      ['GET', '/v1/visitor/open'],
    ] as const) {
      const { headers, status } = await sendRequest(target, method, path)
      expect([path, [404, 405].includes(status)]).toEqual([path, true])
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.any(String),
        'x-request-id': expect.any(String),
        'content-type': 'application/problem+json',
      })
    }
  })

  test('dev/token says what is wrong with a sign-in', async () => {
    const body = { siteId: scene.siteId, subject: 'agent-7', profile: 'agent' }
    const wrong = [
      { ...body, siteId: 'constructor' },
      { ...body, subject: 'a b' },
      { ...body, admin: true },
      { siteId: 'a' },
    ]
    const later = new Date(target.clock.now() + 60_000).toISOString()
    for (const each of [...wrong, { ...body, authTime: later }, { ...body, authTime: 'yesterday' }]) {
      expect(statusAndCode(await sendRequest(target, 'POST', '/dev/token', { body: each }))).toBe('422 not-valid')
    }
    expect((await sendRequest(target, 'POST', '/dev/token', { body })).body).toEqual({
      accessToken: expect.any(String),
      expiresIn: expect.any(Number),
    })
  })
})
