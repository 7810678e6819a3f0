import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, newVisitorSecret, type SentForm, type Site, unknownKey } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const open = (openKey: string, visitorSecret = newVisitorSecret()) =>
  site.visitor.call('open-form', { body: { openKey, visitorSecret } })
const statusOf = async ({ formId }: SentForm) => (await site.agent.reply('get-form', { path: { formId } })).status

test('opens a form in one browser, returns its questions and writes an audit record', async () => {
  const form = await site.sendForm()
  const { status, reply } = await open(form.openKey)
  expect(status).toBe(200)
  expect(reply).toMatchObject({
    formId: form.formId,
    siteName: expect.any(String),
    template: { id: 'bank-account', version: 1, locale: 'en' },
    status: 'opened',
    expiresAt: expect.any(String),
  })
  expect(await statusOf(form)).toBe('opened')
  expect(await recordedEvents(service, site)).toEqual([
    'conversation-opened/done',
    'form-sent/done',
    'form-opened/done',
  ])
})

test('returns the branding of the site, in which the theme of the template takes precedence', async () => {
  const administrator = await site.signIn('administrator', 'admin-1')
  const logo = 'https://acme.example/logo.svg'
  await administrator.reply('patch-site', { body: { branding: { accent: '#ffd400', logo } } })
  const themeOf = async ({ openKey }: SentForm) =>
    (await site.visitor.reply('open-form', { body: { openKey, visitorSecret: newVisitorSecret() } })).template.theme
  expect(await themeOf(await site.sendForm())).toEqual({ accent: '#ffd400', logo })
  const path = { templateId: 'bank-account' }
  const { version: _, ...draft } = await administrator.reply('get-template', { path, query: {} })
  await administrator.reply('put-template', { path, body: { ...draft, theme: { accent: '#006600' } } })
  expect(await themeOf(await site.sendForm())).toEqual({ accent: '#006600', logo })
})

test('opens a form again in the same browser, and returns the same reply', async () => {
  const { openKey } = await site.sendForm()
  const visitorSecret = newVisitorSecret()
  const first = await open(openKey, visitorSecret)
  expect(await open(openKey, visitorSecret)).toEqual(first)
})

test('returns `not-available` to a second browser, does not affect the first browser, and writes an audit record of the replay', async () => {
  const { openKey, formId, visitorSecret } = await site.openForm()
  expect(await answerOf(open(openKey))).toEqual([404, 'not-available'])
  const resumed = await site.visitor.reply('resume-form', { body: { formId, visitorSecret } })
  expect(resumed).toMatchObject({ status: 'opened' })
  expect(await recordedEvents(service, site)).toContain('key-replayed/refused')
})

test('returns the same `not-available` for a key that is unknown, malformed or expired', async () => {
  const form = await site.sendForm()
  const { openKeySeconds } = await (await site.signIn('administrator', 'admin-1')).reply('get-site')
  service.clock.advance(openKeySeconds * 1_000)
  for (const key of [`sfo_${unknownKey()}`, 'no key', form.openKey]) {
    expect(await answerOf(open(key)), key).toEqual([404, 'not-available'])
  }
  expect(await statusOf(form)).toBe('sent')
  expect(await recordedEvents(service, site)).toContain('key-misused/expired-key')
})

test('returns `not-available` for a key for another action, and writes an audit record of the misuse', async () => {
  const submitKey = await site.issueSubmitKey(await site.openForm())
  expect(await answerOf(open(submitKey))).toEqual([404, 'not-available'])
  expect(await recordedEvents(service, site)).toContain('key-misused/refused')
})

test.each(['cancelled', 'resent', 'closed', 'declined', 'submitted', 'erased'] as const)(
  'returns `not-available` for the key of a form that was %s, even in the browser that opened it',
  async (event) => {
    const { openKey, visitorSecret } = await site.formThatWas(event)
    expect(await answerOf(open(openKey, visitorSecret))).toEqual([404, 'not-available'])
  },
)
