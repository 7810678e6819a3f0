import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { protocol } from '../../contracts/protocol.ts'
import type { Step } from '../../contracts/step.ts'
import { rawStatus, sendRaw, sendRawRequest, statusAndCode, textField } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { agentId, newSite, newVisitorSecret, type OpenedForm, proofOf, replyIn, type Site } from '../kit/site.ts'
import { unknownPath } from '../kit/token-routes.ts'

let service: LocalService
let site: Site
let opened: OpenedForm

beforeAll(async () => {
  service = await startMemoryService()
  site = await newSite(service)
  opened = await site.openForm()
})

afterAll(async () => {
  await service.close()
})

const linesDuring = async (work: () => Promise<unknown>): Promise<number> => {
  const before = service.logLines.length
  await work()
  return service.logLines.slice(before).filter(({ line }) => line === 'request').length
}

describe('abuse 20: a link preview or a scanner', () => {
  test('can fetch the page at a link a hundred times without spending the open key', async () => {
    const sent = replyIn(await site.attempt.send())
    const link = new URL(sent.link)
    const path = `${link.pathname}${link.search}`
    for (let count = 0; count < 50; count++) {
      for (const method of ['GET', 'HEAD']) expect((await site.request(method, path)).status).toBe(200)
    }
    expect(statusAndCode(await site.attempt.open(sent.openKey))).toBe('200 done')
  })

  test('can send GET and HEAD requests with keys in the query to every step without spending a key', async () => {
    const { openKey } = await site.sendForm()
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const reply = await site.request(
        method,
        `/v1/visitor/open?openKey=${openKey}&visitorSecret=${newVisitorSecret()}`,
      )
      expect([reply.status, reply.headers.allow]).toEqual([405, 'POST'])
    }
    const query = `openKey=${openKey}&visitorSecret=${newVisitorSecret()}`
    expect(statusAndCode(await site.request('POST', `/v1/visitor/open?${query}`, { body: {} }))).toBe('422 not-valid')
    expect(statusAndCode(await site.attempt.open(openKey))).toBe('200 done')
  })
})

describe('abuse 27: the HTTP methods', () => {
  const methodsByPath = new Map<string, Set<string>>()
  for (const step of Object.values<Step>(protocol)) {
    const path = unknownPath(step)
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(step.method))
  }

  test.each([...methodsByPath])('of %s are listed in the refusal of any other method', async (path, methods) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      if (methods.has(method)) continue
      const lines = await linesDuring(async () => {
        const reply = await site.request(method, path, { token: site.agent.accessToken })
        expect([method, reply.status]).toEqual([method, 405])
        expect(new Set(reply.headers.allow?.split(', '))).toEqual(methods)
        if (method !== 'HEAD') expect(reply.body).toMatchObject({ code: 'method-not-allowed' })
      })
      expect(lines).toBe(1)
    }
  })

  test('cannot be overridden by a header', async () => {
    const headers = { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' }
    const { accessToken } = await site.signIn('administrator', 'root')
    const reply = await site.request('GET', '/v1/templates/bank-account?version=1', {
      token: accessToken,
      headers,
    })
    expect(reply.status).toBe(200)
    expect(statusAndCode(await site.attempt.send())).toBe('201 done')
  })
})

describe('abuse 27: request headers', () => {
  test('are ignored if they imitate those of the edge or the authorizer', async () => {
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
      const reply = await site.request('GET', '/v1/site', { headers })
      expect(statusAndCode(reply)).toBe('401 not-signed-in')
      expect(reply.headers['x-request-id']).not.toBe('mine')
    })
    expect(lines).toBe(1)
    expect(JSON.stringify(service.logLines)).not.toMatch(/evil|203\.0\.113/)
    const link = textField(
      await site.request('POST', `/v1/conversations/${await site.newConversation()}/forms`, {
        token: site.agent.accessToken,
        body: { templateId: 'bank-account' },
        headers,
      }),
      'link',
    )
    expect(link.startsWith(service.origin)).toBe(true)
  })

  test('are refused if they contain two tokens or another scheme, or if the token is in the query', async () => {
    const bearer = `Authorization: Bearer ${site.agent.accessToken}`
    for (const headers of [
      [bearer, bearer],
      [bearer, 'Authorization: Bearer x'],
      [`Authorization: Basic ${site.agent.accessToken}`],
      [`Authorization: ${site.agent.accessToken}`],
      [`Authorization: Bearer ${site.agent.accessToken} x`],
      [`Authorization: Bearer ${site.agent.accessToken}, Bearer ${site.agent.accessToken}`],
      [`Proxy-Authorization: Bearer ${site.agent.accessToken}`, `Cookie: token=${site.agent.accessToken}`],
    ]) {
      expect([headers.length, rawStatus(await sendRawRequest(service, 'GET /v1/templates', headers))]).toEqual([
        headers.length,
        401,
      ])
    }
    const inQuery = await site.request('GET', `/v1/templates?access_token=${site.agent.accessToken}`)
    expect(statusAndCode(inQuery)).toBe('401 not-signed-in')
    for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) {
      expect(
        rawStatus(
          await sendRawRequest(service, 'GET /v1/templates', [`Authorization: ${scheme} ${site.agent.accessToken}`]),
        ),
      ).toBe(200)
    }
  })

  test('cannot add a header or a request by line breaks', async () => {
    const responses = [
      await sendRawRequest(service, 'GET /v1/templates%0d%0aX-Injected:%20yes', [
        `Authorization: Bearer ${site.agent.accessToken}`,
      ]),
      await sendRawRequest(service, 'GET /v1/conversations/a%0d%0aSet-Cookie:x=1/forms', [
        `Authorization: Bearer ${site.agent.accessToken}`,
      ]),
      await sendRawRequest(service, 'GET /v1/templates', ['X-Request-Id: a\rX-Injected: yes']),
      await sendRawRequest(service, 'GET /v1/templates', ['X-Request-Id: a\nX-Injected: yes']),
      await sendRawRequest(service, 'GET /v1/templates', ['X-Request-Id: a\u0000b']),
    ]
    for (const response of responses) {
      expect(rawStatus(response)).toBeGreaterThanOrEqual(400)
      expect(rawStatus(response)).toBeLessThan(500)
      expect(response).not.toMatch(/^(x-injected|set-cookie):/im)
    }
    const conversationId = await site.newConversation()
    const reply = await site.request('PUT', `/v1/conversations/${conversationId}`, {
      token: site.backend.accessToken,
      body: { agentId, visitorRef: 'a\r\nX-Injected: yes' },
    })
    expect([reply.status, reply.headers['x-injected']]).toEqual([200, undefined])
  })

  test('are refused if they contradict each other about the length of the body', async () => {
    const smuggled = 'GET /v1/site HTTP/1.1\r\nHost: x\r\n\r\n'
    const { host } = new URL(service.origin)
    const start = `POST /v1/visitor/open HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`
    for (const headers of [
      'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
      'Content-Length: 2\r\nContent-Length: 3\r\n',
      'Content-Length: -1\r\n',
      'Transfer-Encoding: chunked, identity\r\n',
    ]) {
      const response = await sendRaw(service, `${start}${headers}\r\n{}${smuggled}`)
      expect([headers, rawStatus(response)]).toEqual([headers, 400])
      expect(response.match(/HTTP\/1\.1/g)).toHaveLength(1)
    }
  })

  test('are refused if the Host is not the service’s', async () => {
    const { host, port } = new URL(service.origin)
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
        const response = await sendRawRequest(service, 'GET /healthz', [`Host: ${name}`])
        expect([name, rawStatus(response)]).toEqual([name, 403])
        expect(response).toContain('"code":"not-permitted"')
      })
      expect(lines).toBe(1)
    }
    expect(rawStatus(await sendRawRequest(service, 'GET http://evil.example/healthz'))).toBe(403)
    expect(rawStatus(await sendRawRequest(service, `GET http://${host}/healthz`, ['Host: evil.example']))).toBe(403)
    expect(rawStatus(await sendRawRequest(service, `GET http://${host}/healthz`))).toBe(200)
    expect(rawStatus(await sendRawRequest(service, 'GET /healthz', [`Host: LOCALHOST:${port}`]))).toBe(200)
    expect(rawStatus(await sendRaw(service, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe(400)
  })
})

describe('the path', () => {
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
  ])('%s is not found', async (path) => {
    const { accessToken } = await site.signIn('administrator', 'root')
    const lines = await linesDuring(async () => {
      const response = await sendRawRequest(service, `GET ${path}`, [`Authorization: Bearer ${accessToken}`])
      expect(rawStatus(response)).toBe(404)
      expect(response).toContain('"code":"not-found"')
      expect(response).toMatch(/^x-content-type-options: nosniff/im)
    })
    expect(lines).toBe(1)
  })

  test.each(['/v1/conversations//forms', '/v1/conversations/a/b/forms', '/v1/forms/', '/v1/forms//resend'])(
    '%s, which has no valid id, is not found',
    async (path) => {
      expect(
        rawStatus(await sendRawRequest(service, `GET ${path}`, [`Authorization: Bearer ${site.agent.accessToken}`])),
      ).toBe(404)
    },
  )

  test('has segments that are decoded once and then validated as ids', async () => {
    const put = (id: string) =>
      sendRawRequest(
        service,
        `PUT /v1/conversations/${id}`,
        [`Authorization: Bearer ${site.backend.accessToken}`, 'Content-Type: application/json', 'Content-Length: 21'],
        '{"agentId":"agent-7"}',
      )
    expect(await put('chat%2D1%40x')).toContain('"conversationId":"chat-1@x"')
    for (const id of ['..', '.', 'a%2Fb', 'a%252Db', 'a%00', '%20', 'a%0A', '%F0%9F%92%B3']) {
      expect([id, rawStatus(await put(id))]).toEqual([id, 422])
    }
  })
})

describe('abuse 29: a page from another origin', () => {
  const origins = ['null', 'https://evil.example', 'http://127.0.0.1:1', 'http://127.0.0.1.evil.example']

  test.each(origins)('at %s gets no CORS header', async (origin) => {
    const preflight = await site.request('OPTIONS', '/v1/visitor/open', {
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
    expect(preflight.status).toBe(405)
    const reply = await site.request('POST', '/v1/visitor/resume', {
      body: proofOf(opened),
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
  ])('cannot post an HTML form as %s', async (type) => {
    const body = JSON.stringify(proofOf(opened))
    const reply = await site.request('POST', '/v1/visitor/decline', { body, headers: { 'content-type': type } })
    expect(statusAndCode(reply)).toBe('415 unsupported-media-type')
    const signOut = await site.request('POST', '/v1/session/sign-out', {
      token: site.agent.accessToken,
      body: '',
      headers: { 'content-type': type },
    })
    expect(statusAndCode(signOut)).toBe('415 unsupported-media-type')
  })
})

describe('the routes that are not steps', () => {
  test('include healthz, which accepts GET and HEAD, and refuses other methods', async () => {
    expect(await site.request('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await site.request('HEAD', '/healthz')).toMatchObject({ status: 200, body: '' })
    expect(await site.request('POST', '/healthz')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    })
  })

  test('return every refusal with the headers in the contract', async () => {
    for (const [method, path] of [
      ['GET', '/nowhere'],
      ['POST', '/nowhere'],
      ['POST', '/healthz'],
      ['GET', '/dev/token'],
      ['HEAD', '/dev/events'],
      ['GET', '/v1/visitor/open'],
    ] as const) {
      const { headers, status } = await site.request(method, path)
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

  test('include dev/token, which refuses a malformed sign-in request', async () => {
    const body = { siteId: site.siteId, subject: 'agent-7', profile: 'agent' }
    const wrong = [
      { ...body, siteId: 'constructor' },
      { ...body, subject: 'a b' },
      { ...body, admin: true },
      { siteId: 'a' },
    ]
    const later = new Date(service.clock.now() + 60_000).toISOString()
    for (const each of [...wrong, { ...body, authTime: later }, { ...body, authTime: 'yesterday' }]) {
      expect(statusAndCode(await site.request('POST', '/dev/token', { body: each }))).toBe('422 not-valid')
    }
    expect((await site.request('POST', '/dev/token', { body })).body).toEqual({
      accessToken: expect.any(String),
      expiresIn: expect.any(Number),
    })
  })
})
