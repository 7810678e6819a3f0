import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { answerOf, bankAnswers, newSite, type Site, unknownKey } from '../../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

interface Use {
  readonly submissionId: string
  readonly retrieveKey: string
}

const retrieve = ({ submissionId, retrieveKey }: Use, by = site.agent) =>
  by.call('retrieve-submission', { path: { submissionId }, body: { retrieveKey } })
const submitWithKey = async (by = site.agent) => {
  const form = await site.submitForm()
  return { ...form, retrieveKey: await site.issueRetrieveKey(form, by) }
}
const released = 'submission-retrieved/released'

test('returns the answers, and writes an audit record', async () => {
  const form = await submitWithKey()
  const { status, reply } = await retrieve(form)
  expect({ status, reply }).toEqual({
    status: 200,
    reply: {
      submissionId: form.submissionId,
      formId: form.formId,
      templateId: 'bank-account',
      templateVersion: 1,
      submittedAt: new Date(service.clock.now()).toISOString(),
      answers: bankAnswers,
      sealedAnswers: {},
      sealedStatus: 'none',
    },
  })
  expect(await site.agent.reply('get-form', { path: { formId: form.formId } })).toMatchObject({ status: 'retrieved' })
  expect(await recordedEvents(service, site)).toContain(released)
})

test('returns sealed answers once, and the status `gone` afterwards', async () => {
  const pointOnCurve = () => createECDH('prime256v1').generateKeys('base64url')
  const form = await site.openForm(await site.sendForm({ templateId: 'card-payment', sealingKey: pointOnCurve() }))
  const { formId, visitorSecret } = form
  const submitKey = await site.issueSubmitKey(form)
  const answers = { 'cardholder-name': 'Ada Lovelace', 'card-number': '4111111111111111', 'card-expiry': '12/31' }
  const sealedAnswers = {
    'card-verification-code': { enc: pointOnCurve(), ciphertext: randomBytes(48).toString('base64url') },
  }
  const body = { formId, visitorSecret, submitKey, answers, sealedAnswers }
  const { submissionId } = await site.visitor.reply('submit-form', { body })
  const submitted = { ...form, submitKey, submissionId }
  expect(await site.retrieve(submitted)).toMatchObject({ answers, sealedAnswers, sealedStatus: 'available' })
  expect(await site.retrieve(submitted)).toMatchObject({ answers, sealedAnswers: {}, sealedStatus: 'gone' })
})

test('returns `not-signed-in` to a caller who has no token or has signed out, and does not spend the key', async () => {
  const form = await submitWithKey()
  for (const caller of [site.visitor, await site.signedOutAgent()]) {
    expect(await answerOf(retrieve(form, caller))).toEqual([401, 'not-signed-in'])
  }
  expect(await answerOf(retrieve(form))).toEqual([200, 'done'])
})

test('returns `not-permitted` to an observer, does not spend the key and writes an audit record of the refusal', async () => {
  const form = await submitWithKey()
  const observer = await site.signIn('agent-manager', 'manager-1')
  expect(await answerOf(retrieve(form, observer))).toEqual([403, 'not-permitted'])
  expect(await answerOf(retrieve(form))).toEqual([200, 'done'])
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns `not-available` for a spent key, and writes an audit record of the replay', async () => {
  const form = await submitWithKey()
  await retrieve(form)
  expect(await answerOf(retrieve(form))).toEqual([404, 'not-available'])
  const events = await recordedEvents(service, site)
  expect(events.filter((event) => event === released)).toHaveLength(1)
  expect(events).toContain('key-replayed/refused')
})

test('returns `not-available` for an unknown key and for a key for another action, and does not spend the key', async () => {
  const otherSite = await newSite(service)
  const form = await submitWithKey()
  const other = await site.submitForm()
  const calls = {
    'unknown key': retrieve({ ...form, retrieveKey: `sfr_${unknownKey()}` }),
    'unknown submission': retrieve({ ...form, submissionId: randomUUID() }),
    'key of another submission': retrieve({ ...form, submissionId: other.submissionId }),
    'key of another agent': retrieve(form, await site.signIn('agent', 'agent-8')),
    'key of another site': retrieve(form, otherSite.agent),
    'key of another action': retrieve({ ...form, retrieveKey: (await site.sendForm()).openKey }),
  }
  for (const [cause, call] of Object.entries(calls)) expect(await answerOf(call), cause).toEqual([404, 'not-available'])
  const events = await recordedEvents(service, site)
  expect(events).not.toContain(released)
  expect(events.filter((event) => event === 'key-misused/refused')).toHaveLength(5)
  expect(await answerOf(retrieve(form))).toEqual([200, 'done'])
})

test('returns the same `not-available` for a key that has expired or whose conversation, submission or sign-in has ended', async () => {
  const closed = await submitWithKey()
  await site.closeConversation(closed.conversationId)
  const erased = await submitWithKey()
  const administrator = await site.signIn('administrator', 'admin-1')
  await administrator.reply('erase', { body: { submissionId: erased.submissionId } })
  const earlierSignIn = await site.signIn('agent')
  const ofEarlierSignIn = await submitWithKey(earlierSignIn)
  await earlierSignIn.reply('sign-out')
  for (const [cause, use] of Object.entries({ closed, erased, ofEarlierSignIn })) {
    expect(await answerOf(retrieve(use)), cause).toEqual([404, 'not-available'])
  }
  const expired = await submitWithKey()
  service.clock.advance(60_000)
  expect(await answerOf(retrieve(expired))).toEqual([404, 'not-available'])
  expect(await recordedEvents(service, site)).not.toContain(released)
})
