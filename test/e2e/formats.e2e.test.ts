import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodePathSegment } from '../../contracts/path-segment.ts'
import { errorsIn, type Reply, statusAndCode, textField } from '../kit/http-client.ts'
import { type Service, startService } from '../kit/service.ts'
import {
  agentId,
  type Caller,
  newSite,
  newVisitorSecret,
  type OpenedForm,
  proofOf,
  type Site,
  type SubmittedForm,
} from '../kit/site.ts'

let service: Service
let site: Site
let administrator: Caller
let conversationId: string
let opened: OpenedForm
let submitted: SubmittedForm

beforeAll(async () => {
  service = await startService()
  site = await newSite(service)
  administrator = await site.signIn('administrator', 'root')
  conversationId = await site.newConversation()
  opened = await site.openForm({ conversationId })
  submitted = await site.submitForm()
})

afterAll(async () => {
  await service.close()
})

const notValid = '422 not-valid'
/** Malformed requests, which the client would not send. */
const post = (path: string, body: unknown, by?: Caller) => site.request('POST', path, { token: by?.accessToken, body })
const send = (body: object) =>
  post(`/v1/conversations/${conversationId}/forms`, { templateId: 'bank-account', ...body }, site.agent)
const putConversation = (body: object, id = conversationId) =>
  site.request('PUT', `/v1/conversations/${id}`, { token: site.backend.accessToken, body })

describe('for ids that administrators choose,', () => {
  const bad = ['', 'A', '1a', '-a', 'a_b', 'a b', 'a.b', 'é', 'a'.repeat(65), 'constructor', 'prototype', '__proto__']

  test.each(bad.filter((name) => name !== ''))('%j is not a valid template id', async (name) => {
    const path = `/v1/templates/${encodeURIComponent(name)}`
    for (const method of ['GET', 'DELETE']) {
      expect(statusAndCode(await site.request(method, path, { token: administrator.accessToken }))).toBe(notValid)
    }
    expect(statusAndCode(await send({ templateId: name }))).toBe(notValid)
  })

  test.each(bad)('%j is not a valid question id', async (name) => {
    const reply = await send({ only: [name] })
    expect(statusAndCode(reply)).toBe(notValid)
    expect(errorsIn(reply)).toEqual([{ field: 'only.0', code: 'bad-format' }])
    const progress = { ...proofOf(opened), questions: JSON.parse(`{${JSON.stringify(name)}: "valid"}`) }
    expect(statusAndCode(await post('/v1/visitor/progress', progress))).toBe(notValid)
  })

  test.each(bad)('%j is not a valid profile name', async (name) => {
    const body = `{"name":"A","profiles":{${JSON.stringify(name)}:[]}}`
    expect(statusAndCode(await site.request('PATCH', '/v1/site', { token: administrator.accessToken, body }))).toBe(
      notValid,
    )
  })

  test.each(['a', 'a-', 'a1-b-', 'z'.repeat(64)])('%s is a valid template id', async (name) => {
    expect(
      statusAndCode(await site.request('GET', `/v1/templates/${name}`, { token: administrator.accessToken })),
    ).toBe('404 not-found')
  })
})

describe('the context of a form', () => {
  test('is refused if it contains a card number, and the error does not repeat the number', async () => {
    const number = '4111111111111111'
    const reply = await send({ context: { purpose: `Card ${number}`, reference: number } })
    expect(statusAndCode(reply)).toBe(notValid)
    expect(errorsIn(reply)).toEqual([
      { field: 'context.purpose', code: 'bad-format' },
      { field: 'context.reference', code: 'bad-format' },
    ])
    expect(JSON.stringify(reply.body)).not.toContain(number)
  })

  test('must have at least one field, and an amount with the decimal places of its currency', async () => {
    for (const [context, field] of [
      [{ amount: { value: '5.00', currency: 'JPY' } }, 'context.amount.value'],
      [{ amount: { value: '5.00', currency: 'EURO' } }, 'context.amount.currency'],
      [{}, 'context'],
    ] as const) {
      const reply = await send({ context })
      expect([statusAndCode(reply), errorsIn(reply)]).toMatchObject([notValid, [{ field }]])
    }
    expect(statusAndCode(await send({ context: { amount: { value: '5', currency: 'JPY' } } }))).toBe('201 done')
  })

  test('is refused with `conflict` if it was made for another version of the template', async () => {
    const { version } = await site.agent.reply('get-template', { path: { templateId: 'bank-account' } })
    expect(statusAndCode(await send({ templateVersion: version }))).toBe('201 done')
    expect(statusAndCode(await send({ templateVersion: version + 1 }))).toBe('409 conflict')
    expect(statusAndCode(await send({ templateVersion: 0 }))).toBe(notValid)
  })
})

describe('for ids that the brand defines,', () => {
  test.each(['a b', 'a/b', 'a\\b', 'a?b', 'ä', 'a'.repeat(257), 'a\n', 'a%', 'a#b', '\u0000', '\u007f', '💳'])(
    '%j is not a valid id of a conversation or an agent',
    async (id) => {
      const path = `/v1/conversations/${encodeURIComponent(id)}`
      expect(
        statusAndCode(await site.request('PUT', path, { token: site.backend.accessToken, body: { agentId } })),
      ).toBe(notValid)
      expect(statusAndCode(await putConversation({ agentId: id }))).toBe(notValid)
    },
  )

  test.each([
    ...['A', '0', 'a:b_c-D', '__proto__', 'constructor', '...', 'x'.repeat(256)],
    ...[
      'auth0|5f7c',
      'ada+desk@example.com',
      "o'brien@example.com",
      'whatsapp:+4930123456',
      '!abc:server.example',
      '=1+1',
    ],
  ])('%s is a valid id of a conversation and an agent', async (id) => {
    const reply = await site.request('PUT', `/v1/conversations/${encodePathSegment(id)}`, {
      token: site.backend.accessToken,
      body: { agentId: id },
    })
    expect(reply.body).toEqual({ conversationId: id, status: 'active', agentId: id })
  })

  test.each(['', 'x'.repeat(129), '\ud800', 7, null])('%j is not a valid visitorRef', async (visitorRef) => {
    expect(statusAndCode(await putConversation({ agentId, visitorRef }))).toBe(notValid)
  })

  test('a visitorRef may have 128 characters', async () => {
    const reply = await putConversation({ agentId, visitorRef: 'ü'.repeat(128) })
    expect(reply.status).toBe(200)
  })
})

describe('for UUIDs,', () => {
  const good = randomUUID()
  const bad = [
    'x',
    good.toUpperCase(),
    `{${good}}`,
    good.replaceAll('-', ''),
    `${good}0`,
    '00000000-0000-0000-0000-000000000000',
    '00000000-0000-1000-8000-000000000000',
    '00000000-0000-4000-c000-000000000000',
  ]

  test.each(bad)('%s is not a valid id of a form or a submission', async (id) => {
    const path = encodeURIComponent(id)
    const { accessToken: token } = site.agent
    expect(statusAndCode(await site.request('GET', `/v1/forms/${path}`, { token }))).toBe(notValid)
    for (const step of ['resend', 'cancel', 'retrieve-key']) {
      expect(statusAndCode(await post(`/v1/forms/${path}/${step}`, {}, site.agent))).toBe(notValid)
    }
    expect(statusAndCode(await post(`/v1/submissions/${path}/retrieve`, { retrieveKey: 'sfr_x' }, site.agent))).toBe(
      notValid,
    )
    expect(statusAndCode(await send({ follows: id }))).toBe(notValid)
    for (const step of ['resume', 'extend', 'submit-key', 'decline']) {
      expect(statusAndCode(await post(`/v1/visitor/${step}`, { formId: id, visitorSecret: newVisitorSecret() }))).toBe(
        notValid,
      )
    }
  })

  test('an unknown id is refused as not found, not as malformed', async () => {
    expect(statusAndCode(await site.request('GET', `/v1/forms/${good}`, { token: site.agent.accessToken }))).toBe(
      '404 not-available',
    )
  })
})

describe('abuse 9: a malformed one-time key', () => {
  const bits = randomBytes(32).toString('base64url')
  const texts = (prefix: string, other: string) => [
    '',
    prefix,
    bits,
    `${prefix}${bits}`,
    `${other}${bits}`,
    `${prefix.toUpperCase()}${bits}`,
    `${prefix}${bits}=`,
    ` ${prefix}${bits}`,
    `${prefix}${bits}\n`,
    `${prefix}${bits.slice(1)}`,
    `${prefix}${'l1O0'.repeat(10)}AAA`,
    `${prefix}${'ä'.repeat(43)}`,
    `${prefix}${'\u0000'.repeat(43)}`,
    '\ud800',
    'constructor',
    '__proto__',
    'x'.repeat(60_000),
  ]
  const notTexts = [null, 7, true, [], {}, ['sfo_x']]
  const uses: readonly [string, string, string, (key: unknown) => Promise<Reply>][] = [
    ['open', 'sfo_', 'sfs_', (openKey) => post('/v1/visitor/open', { openKey, visitorSecret: newVisitorSecret() })],
    [
      'submit',
      'sfs_',
      'sfr_',
      (submitKey) => post('/v1/visitor/submit', { ...proofOf(opened), submitKey, answers: {} }),
    ],
    [
      'retrieve',
      'sfr_',
      'sfo_',
      (retrieveKey) => post(`/v1/submissions/${submitted.submissionId}/retrieve`, { retrieveKey }, site.agent),
    ],
  ]

  test.each(uses)('sent to %s is refused as `not-available` if it is a string', async (_, prefix, other, use) => {
    for (const text of texts(prefix, other))
      expect([text, statusAndCode(await use(text))]).toEqual([text, '404 not-available'])
  })

  test.each(uses)('sent to %s is refused as `not-valid` if it is not a string', async (_, _prefix, _other, use) => {
    for (const value of notTexts) expect([value, statusAndCode(await use(value))]).toEqual([value, notValid])
    expect(statusAndCode(await use(undefined))).toBe(notValid)
  })

  test.each(uses)('sent to %s is refused as `too-large` if it has a megabyte', async (_, prefix, _other, use) => {
    expect(statusAndCode(await use(prefix + 'A'.repeat(1_048_576)))).toBe('413 too-large')
  })

  test('is refused as `not-available` if it is a valid key in a different spelling', async () => {
    const { openKey } = await site.sendForm()
    const visitorSecret = newVisitorSecret()
    for (const spelling of [`${openKey}=`, ` ${openKey}`, openKey.replace('sfo_', 'SFO_'), openKey.slice(4)]) {
      expect(statusAndCode(await site.attempt.open(spelling, visitorSecret))).toBe('404 not-available')
    }
    expect(statusAndCode(await site.attempt.open(openKey, visitorSecret))).toBe('200 done')
  })
})

describe('the visitor secret', () => {
  test.each([
    '',
    'a'.repeat(42),
    'a'.repeat(44),
    `${'a'.repeat(42)}=`,
    `${'a'.repeat(42)}+`,
    ` ${'a'.repeat(42)}`,
    7,
    null,
  ])('cannot be %j', async (visitorSecret) => {
    const { formId } = opened
    expect(statusAndCode(await post('/v1/visitor/open', { openKey: 'sfo_x', visitorSecret }))).toBe(notValid)
    expect(statusAndCode(await post('/v1/visitor/resume', { formId, visitorSecret }))).toBe(notValid)
  })

  test('can be any 43 base64url characters', async () => {
    const { openKey } = await site.sendForm()
    expect(statusAndCode(await site.attempt.open(openKey, 'x'.repeat(43)))).toBe('200 done')
  })
})

describe('the sealing key', () => {
  const generator = 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU'
  const changed = (at: number, change: (byte: number) => number): string => {
    const bytes = Buffer.from(generator, 'base64url')
    bytes[at] = change(bytes[at] ?? 0)
    return bytes.toString('base64url')
  }

  test.each([
    ['off the curve', changed(64, (byte) => byte ^ 1)],
    ['compressed', Buffer.from(generator, 'base64url').subarray(0, 33).toString('base64url')],
    ['in an uncompressed format with another first byte', changed(0, () => 2)],
    ['at infinity', Buffer.alloc(65).toString('base64url')],
    ['the point (0, 0)', Buffer.from([4, ...Buffer.alloc(64)]).toString('base64url')],
    ['with coordinates beyond the field', Buffer.from([4, ...Buffer.alloc(64, 255)]).toString('base64url')],
    ['one byte short', Buffer.from(generator, 'base64url').subarray(0, 64).toString('base64url')],
    ['padded', `${generator}=`],
    ['not base64url', generator.replaceAll('-', '+').replaceAll('_', '/')],
    ['a number', 7],
  ])('is refused if it is %s', async (_, sealingKey) => {
    const reply = await send({ sealingKey })
    expect(statusAndCode(reply)).toBe(notValid)
    expect(errorsIn(reply)).toMatchObject([{ field: 'sealingKey' }])
    const again = await post(`/v1/forms/${opened.formId}/resend`, { sealingKey }, site.agent)
    expect(statusAndCode(again)).toBe(notValid)
  })

  test('is accepted if it is a point on the curve, even if no question needs a sealing key', async () => {
    expect(statusAndCode(await send({ sealingKey: generator }))).toBe('201 done')
  })
})

describe('a list', () => {
  const page = (path: string, query: string, by = site.agent) =>
    site.request('GET', `${path}?${query}`, { token: by.accessToken })

  test.each(['0', '101', '-1', '1.5', '1e1', 'x', '', '0x10', ' 5', '1000', '%31%30%31'])(
    'is refused with limit=%s',
    async (limit) => {
      const reply = await page('/v1/templates', `limit=${limit}`)
      expect(statusAndCode(reply)).toBe(notValid)
      expect(errorsIn(reply)).toMatchObject([{ field: 'limit' }])
    },
  )

  test.each(['1', '100'])('is accepted with limit=%s', async (limit) => {
    expect(statusAndCode(await page('/v1/templates', `limit=${limit}`))).toBe('200 done')
  })

  test('of templates is returned page by page and contains each template once', async () => {
    const names: string[] = []
    let cursor: string | undefined
    do {
      const reply = await page('/v1/templates', `limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`)
      const body = Object(reply.body)
      expect(body.templates).toHaveLength(1)
      names.push(body.templates[0].templateId)
      cursor = body.cursor
    } while (cursor !== undefined)
    expect(names.sort()).toEqual(['bank-account', 'card-payment', 'identity-check'])
  })

  test('of forms is returned page by page, by default with fifty forms each, and contains each form once', async () => {
    const to = await site.newConversation()
    const forms = new Set<string>()
    for (let count = 0; count < 52; count++) forms.add((await site.sendForm({ conversationId: to })).formId)
    const path = `/v1/conversations/${to}/forms`
    const first = Object((await site.request('GET', path, { token: site.agent.accessToken })).body)
    expect(first.forms).toHaveLength(50)
    const second = Object((await page(path, `cursor=${first.cursor}`)).body)
    expect(second.forms).toHaveLength(2)
    expect(second).not.toHaveProperty('cursor')
    expect(new Set([...first.forms, ...second.forms].map(({ formId }) => formId))).toEqual(forms)
  })

  test('refuses a cursor from another list or another site, and a malformed cursor', async () => {
    const other = await newSite(service)
    const to = await site.newConversation()
    for (let count = 0; count < 2; count++) await site.sendForm({ conversationId: to })
    const ofTemplates = textField(await page('/v1/templates', 'limit=1'), 'cursor')
    const ofForms = textField(await page(`/v1/conversations/${to}/forms`, 'limit=1'), 'cursor')

    const refusals = [
      await page('/v1/templates', `cursor=${ofTemplates}`, other.agent),
      await page('/v1/templates', `cursor=${ofForms}`),
      await page(`/v1/conversations/${to}/forms`, `cursor=${ofTemplates}`),
      await page(`/v1/conversations/${conversationId}/forms`, `cursor=${ofForms}`),
      ...(await Promise.all(
        ['', 'x', '%00', `${ofTemplates}=`, `${ofTemplates}%0a`, `!${ofTemplates}`, 'x'.repeat(2_000)].map((cursor) =>
          page('/v1/templates', `cursor=${cursor}`),
        ),
      )),
    ]
    for (const reply of refusals) {
      expect(statusAndCode(reply)).toBe(notValid)
      expect(errorsIn(reply)).toMatchObject([{ field: 'cursor' }])
    }
    expect(statusAndCode(await page('/v1/templates', `cursor=${ofTemplates}`))).toBe('200 done')
  })

  test('does not reveal whether a conversation exists if the cursor is forged', async () => {
    const stranger = await site.signIn('agent', 'stranger')
    const ask = (conversationId: string) => {
      const list = `${site.siteId} list-forms ${conversationId}`
      const place = `${'0'.repeat(16)}#${submitted.formId}`
      const cursor = Buffer.from(JSON.stringify([list, place])).toString('base64url')
      return page(`/v1/conversations/${conversationId}/forms`, `cursor=${cursor}`, stranger)
    }
    expect(statusAndCode(await ask(conversationId))).toBe('404 not-available')
    expect(statusAndCode(await ask('unknown'))).toBe('404 not-available')
  })

  test('is refused if the query has unknown or repeated parameters', async () => {
    for (const query of ['limt=5', 'limit=5&limit=5', 'cursor=a&cursor=b', '__proto__=x', 'constructor=x']) {
      expect([query, statusAndCode(await page('/v1/templates', query))]).toEqual([query, notValid])
    }
  })
})

describe('the fields of a body', () => {
  test('abuse 25: are refused by every step if they are unknown', async () => {
    const proof = proofOf(opened)
    const { agent, backend } = site
    const bodies: readonly [string, object, Caller?][] = [
      [`/v1/conversations/${conversationId}/close`, {}, backend],
      [`/v1/conversations/${conversationId}/forms`, { templateId: 'bank-account' }, agent],
      [`/v1/forms/${opened.formId}/resend`, {}, agent],
      [`/v1/forms/${opened.formId}/cancel`, {}, agent],
      [`/v1/forms/${submitted.formId}/retrieve-key`, {}, agent],
      [`/v1/submissions/${submitted.submissionId}/retrieve`, { retrieveKey: 'x' }, agent],
      ['/v1/session/stay', {}, agent],
      ['/v1/session/sign-out', {}, agent],
      ['/v1/visitor/open', { openKey: 'x', visitorSecret: newVisitorSecret() }],
      ['/v1/visitor/resume', proof],
      ['/v1/visitor/extend', proof],
      ['/v1/visitor/progress', { ...proof, questions: {} }],
      ['/v1/visitor/submit-key', proof],
      ['/v1/visitor/submit', { ...proof, submitKey: 'x', answers: {} }],
      ['/v1/visitor/decline', proof],
    ]
    for (const [path, body, by] of bodies) {
      for (const field of ['siteId', 'agentId', 'offTheRecord', 'constructor']) {
        const reply = await post(path, { ...body, [field]: 'acme' }, by)
        expect([path, statusAndCode(reply), errorsIn(reply)]).toEqual([path, notValid, [{ field, code: 'unknown' }]])
      }
      const json = JSON.stringify(body)
      const withProto = `{"__proto__":{"siteId":"acme"}${json === '{}' ? '' : ','}${json.slice(1)}`
      expect([path, statusAndCode(await post(path, withProto, by))]).toEqual([path, notValid])
    }
  })

  test('abuse 25: are refused if they contain an array in place of an object, a number in place of a string, or a nested __proto__', async () => {
    const proof = proofOf(opened)
    const submitKey = 'x'
    const bodies: readonly unknown[] = [
      [],
      [proof],
      '"text"',
      'null',
      'true',
      { ...proof, submitKey, answers: [] },
      { ...proof, submitKey, answers: null },
      { ...proof, submitKey, answers: { iban: 7 } },
      { ...proof, submitKey, answers: { iban: ['x'] } },
      { ...proof, submitKey, answers: { iban: { toString: 'x' } } },
      { ...proof, submitKey, answers: { constructor: 'x' } },
      { ...proof, submitKey, answers: {}, sealedAnswers: [] },
      { ...proof, submitKey, answers: {}, sealedAnswers: { pin: 'x' } },
      `{"formId":"${opened.formId}","visitorSecret":"${opened.visitorSecret}","submitKey":"x","answers":{"__proto__":"x"}}`,
      `{"formId":"${opened.formId}","visitorSecret":"${opened.visitorSecret}","submitKey":"x","answers":{"\\u005f_proto__":"x"}}`,
    ]
    for (const body of bodies)
      expect([body, statusAndCode(await post('/v1/visitor/submit', body))]).toEqual([body, notValid])
  })

  test('are not repeated in errors if their names may be answers', async () => {
    const proof = { ...proofOf(opened), submitKey: 'x' }
    const card = '4111111111111111'
    const replies = [
      await post('/v1/visitor/submit', { ...proof, answers: {}, [card]: 'x' }),
      await post('/v1/visitor/submit', { ...proof, answers: { [card]: 'x' } }),
      await post('/v1/visitor/submit', { ...proof, answers: {}, sealedAnswers: { [card]: {} } }),
      await post('/v1/visitor/progress', { ...proofOf(opened), questions: { [card]: 'valid' } }),
      await site.request('GET', `/v1/templates?${card}=x`, { token: site.agent.accessToken }),
      await site.request('GET', `/v1/templates/${card}`, { token: site.agent.accessToken }),
    ]
    for (const reply of replies) {
      expect(statusAndCode(reply)).toBe(notValid)
      expect(JSON.stringify(reply)).not.toContain(card)
    }
  })
})
