import { describe, expect, test } from 'vitest'
import type { Permission } from '../../contracts/permissions.ts'
import { errorsIn, statusAndCode } from '../kit/http-client.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { type Caller, proofOf, replyIn, type Site } from '../kit/site.ts'

let service: LocalService
let site: Site
let administrator: Caller

provideSite(startMemoryService, async (provided) => {
  service = provided.service
  site = provided.site
  administrator = await site.signIn('administrator', 'root')
})

const patch = (body: object) => site.request('PATCH', '/v1/site', { token: administrator.accessToken, body })

const builtIn: Record<string, Permission[]> = {
  agent: ['secure-form:use'],
  'agent-manager': ['form:observe'],
  administrator: ['site:administer', 'data:erase', 'audit:read'],
}

describe('the settings of a site', () => {
  test('are returned as they were stored', async () => {
    const profiles: Record<string, Permission[]> = {
      ...builtIn,
      'agent-plain': [],
      'agent-manager': ['form:observe', 'secure-form:view-history'],
    }
    const settings = {
      profiles,
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
    }
    const whole = { siteId: site.siteId, ...settings }
    expect(await administrator.reply('put-site', { body: settings })).toEqual(whole)
    expect(await administrator.reply('get-site')).toEqual(whole)
    expect(await administrator.reply('put-site', { body: whole })).toEqual(whole)
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
  ])('%s must be from %i to %i', async (name, least, most) => {
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
    ['half a surrogate pair in the name', { name: '\ud800' }, 'name', 'bad-format'],
    ['an unknown permission', { name: 'A', profiles: { agent: ['all'] } }, 'profiles.agent.0', 'not-an-option'],
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
      'a host that a header would parse as a list',
      { name: 'A', embeddingOrigins: ['https://a,b'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    [
      'a host that would end a directive',
      { name: 'A', embeddingOrigins: ['https://a;sandbox'] },
      'embeddingOrigins.0',
      'bad-format',
    ],
    ['a wildcard host', { name: 'A', embeddingOrigins: ['https://*'] }, 'embeddingOrigins.0', 'bad-format'],
    ['a wildcard', { name: 'A', embeddingOrigins: ['*'] }, 'embeddingOrigins.0', 'bad-format'],
    [
      'a directive after an origin',
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
  test('abuse 13: that lose a permission cannot use a key that was issued before, and the key stays unspent', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    await site.changeSettings({ profiles: { agent: ['form:observe'] } })
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('403 not-permitted')
    await site.changeSettings({ profiles: { agent: null } })
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('200 done')
  })
})

describe('changed settings take effect', () => {
  test('in the lifetimes of new keys and forms', async () => {
    const before = await site.openForm()
    await site.changeSettings({ openKeySeconds: 10, submitKeySeconds: 5, retrieveKeySeconds: 7, formMinutes: 1 })
    const millisecondsUntil = (time: string) => Date.parse(time) - service.clock.now()
    const lifetimesOf = (sent: { openKeyExpiresAt: string; expiresAt: string }) =>
      [sent.openKeyExpiresAt, sent.expiresAt].map(millisecondsUntil)
    expect(lifetimesOf(replyIn(await site.attempt.send()))).toEqual([10_000, 60_000])
    // A form keeps the settings with which it was sent.
    expect(millisecondsUntil(replyIn(await site.attempt.issueSubmitKey(before)).expiresAt)).toBe(30_000)
    const later = await site.openForm()
    expect(millisecondsUntil(replyIn(await site.attempt.issueSubmitKey(later)).expiresAt)).toBe(5_000)
    const submitted = await site.submitForm()
    expect(millisecondsUntil(replyIn(await site.attempt.issueRetrieveKey(submitted)).expiresAt)).toBe(7_000)
    const { formId } = before
    expect(lifetimesOf(await site.agent.reply('resend-form', { path: { formId } }))).toEqual([10_000, 60_000])
  })

  test('in the site name that visitors see', async () => {
    const form = await site.openForm()
    await site.changeSettings({ name: 'A new name' })
    const resumed = await site.visitor.reply('resume-form', { body: proofOf(form) })
    expect(resumed).toMatchObject({ siteName: 'A new name' })
  })
})
