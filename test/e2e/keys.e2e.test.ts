import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { brokenLinks, conversationChain, siteRecords } from '../kit/audit-trail.ts'
import { statusAndCode } from '../kit/http-client.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import {
  bankAnswers,
  type Caller,
  newSite,
  newVisitorSecret,
  type OpenedForm,
  replyIn,
  type Site,
  unknownKey,
} from '../kit/site.ts'

let service: LocalService
let site: Site

provideSite(startMemoryService, (provided) => {
  service = provided.service
  site = provided.site
})

const notAvailable = '404 not-available'

/** The audit records of one event of a site. */
const eventsOf = async (event: string, siteId = site.siteId): Promise<AuditRecord[]> =>
  (await siteRecords(service, siteId)).filter((record) => record.event === event)

/** Three live keys of one form that was submitted and of another that is still open. */
const threeKeys = async () => {
  const conversationId = await site.newConversation()
  const sent = await site.sendForm({ conversationId })
  const open = await site.openForm({ conversationId })
  const { formId, submissionId } = await site.submitForm({ conversationId })
  return {
    conversationId,
    open: { key: sent.openKey, use: (key: string) => site.attempt.open(key) },
    submit: { key: await site.issueSubmitKey(open), use: (key: string) => site.attempt.submit(open, key) },
    retrieve: {
      key: await site.issueRetrieveKey({ formId }),
      use: (key: string) => site.attempt.retrieve(submissionId, key),
    },
  }
}
const actions = ['open', 'submit', 'retrieve'] as const
const wrongUses = actions.flatMap((action) => actions.filter((use) => use !== action).map((use) => ({ action, use })))

describe('abuse 5: a key is valid only for its own action', () => {
  test('six wrong combinations of a key and an action are tested', () => {
    expect(wrongUses).toHaveLength(6)
  })

  test.each(wrongUses)('the $action key cannot $use, stays unspent, and the misuse is recorded', async (crossing) => {
    const keys = await threeKeys()
    const { key } = keys[crossing.action]
    expect(statusAndCode(await keys[crossing.use].use(key))).toBe(notAvailable)
    const [record, ...more] = await eventsOf('key-misused')
    expect(record).toMatchObject({ outcome: 'refused', siteId: site.siteId, conversationId: keys.conversationId })
    expect(record?.chain).toMatch(new RegExp(`^${site.siteId}#day#2030-01-15#\\d\\d$`))
    expect(more).toEqual([])
    expect((await keys[crossing.action].use(key)).status).toBeLessThan(300)
  })

  test('a spent open key is recorded as misused when it is used for another action', async () => {
    const form = await site.openForm()
    expect(statusAndCode(await site.attempt.submit(form, form.openKey))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toHaveLength(1)
    expect(statusAndCode(await site.attempt.open(form.openKey, form.visitorSecret))).toBe('200 done')
  })
})

describe('abuse 4: a key is valid until its expiry, to the millisecond', () => {
  const made = {
    open: async () => {
      const { openKey, openKeyExpiresAt } = replyIn(await site.attempt.send())
      return { use: () => site.attempt.open(openKey), until: openKeyExpiresAt }
    },
    submit: async () => {
      const form = await site.openForm()
      const { submitKey, expiresAt } = replyIn(await site.attempt.issueSubmitKey(form))
      return { use: () => site.attempt.submit(form, submitKey), until: expiresAt }
    },
    retrieve: async () => {
      const form = await site.submitForm()
      const { retrieveKey, expiresAt } = replyIn(await site.attempt.issueRetrieveKey(form))
      return { use: () => site.attempt.retrieve(form.submissionId, retrieveKey), until: expiresAt }
    },
  }

  test.each(actions)('the %s key is valid a millisecond before its expiry', async (action) => {
    const { use, until } = await made[action]()
    service.clock.advanceTo(Date.parse(until) - 1)
    expect((await use()).status).toBeLessThan(300)
  })

  test.each(actions)('the %s key is invalid at its expiry and a millisecond later', async (action) => {
    const { use, until } = await made[action]()
    service.clock.advanceTo(Date.parse(until))
    expect(statusAndCode(await use())).toBe(notAvailable)
    service.clock.advance(1)
    expect(statusAndCode(await use())).toBe(notAvailable)
  })
})

describe('a key is valid only for its own form, site and person', () => {
  test('abuse 7: a form’s submit key is refused with the id of another form', async () => {
    const [one, other] = [await site.openForm(), await site.openForm()]
    const submitKey = await site.issueSubmitKey(one)
    expect(statusAndCode(await site.attempt.submit(other, submitKey))).toBe(notAvailable)
    const sameBrowser: OpenedForm = { ...other, visitorSecret: one.visitorSecret }
    expect(statusAndCode(await site.attempt.submit(sameBrowser, submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toHaveLength(2)
    expect(statusAndCode(await site.attempt.submit(one, submitKey))).toBe('201 done')
  })

  test('abuse 7: a browser that has two forms open cannot use the key of one form for the other', async () => {
    const visitorSecret = newVisitorSecret()
    const [one, other] = [await site.sendForm(), await site.sendForm()]
    for (const { openKey } of [one, other]) await site.attempt.open(openKey, visitorSecret)
    const submitKey = await site.issueSubmitKey({ ...one, visitorSecret })
    expect(statusAndCode(await site.attempt.submit({ ...other, visitorSecret }, submitKey))).toBe(notAvailable)
  })

  test('abuse 7 and 8: a submission’s retrieve key is refused with the id of another submission, or with an unknown id', async () => {
    const [one, other] = [await site.submitForm(), await site.submitForm()]
    const retrieveKey = await site.issueRetrieveKey(one)
    for (const id of [other.submissionId, one.formId, randomUUID()]) {
      expect(statusAndCode(await site.attempt.retrieve(id, retrieveKey))).toBe(notAvailable)
    }
    expect(await eventsOf('key-misused')).toHaveLength(3)
    expect(statusAndCode(await site.attempt.retrieve(one.submissionId, retrieveKey))).toBe('200 done')
  })

  test('abuse 8: a submission cannot be retrieved with its id alone, or with its id and a guessed key', async () => {
    const { submissionId } = await site.submitForm()
    expect(statusAndCode(await site.agent.call('retrieve-submission', { path: { submissionId } }))).toBe(
      '422 not-valid',
    )
    for (const guess of ['', 'sfr_', `sfr_${unknownKey()}`, submissionId]) {
      expect(statusAndCode(await site.attempt.retrieve(submissionId, guess))).toBe(notAvailable)
    }
    const { accessToken: token } = site.agent
    const reply = await site.request('GET', `/v1/submissions/${submissionId}`, { token })
    expect(statusAndCode(reply)).toBe('404 not-found')
  })

  test('abuse 39: the submit key is refused if the request has another visitor’s secret', async () => {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    expect(statusAndCode(await site.attempt.submit({ ...form, visitorSecret: newVisitorSecret() }, submitKey))).toBe(
      notAvailable,
    )
    expect(await eventsOf('key-misused')).toMatchObject([{ actor: 'visitor', formId: form.formId }])
    expect(statusAndCode(await site.attempt.submit(form, submitKey))).toBe('201 done')
  })

  test('abuse 19: a spent open key is refused in a second browser, but accepted again in the first browser', async () => {
    const form = await site.openForm()
    expect(statusAndCode(await site.attempt.open(form.openKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toHaveLength(1)
    expect((await site.attempt.open(form.openKey, form.visitorSecret)).reply).toMatchObject({ formId: form.formId })
  })

  test('abuse 10: the retrieve key is refused without a sign-in, and with the sign-in of another agent', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    const retrieveAs = async (caller: Caller) =>
      statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey, caller))
    expect(await retrieveAs(site.visitor)).toBe('401 not-signed-in')
    expect(await retrieveAs(site.backend)).toBe('403 not-permitted')
    expect(await eventsOf('key-misused')).toEqual([])
    expect(await retrieveAs(await site.signIn('agent', 'agent-8'))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toMatchObject([{ actor: 'agent:agent-8', formId: form.formId }])
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('200 done')
  })

  test('abuse 6: a retrieve key from one site is refused for an agent with the same id at another site', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    const other = await newSite(service)
    expect(statusAndCode(await other.attempt.retrieve(form.submissionId, retrieveKey))).toBe(notAvailable)
    // Recorded at the site of the key.
    expect(await eventsOf('key-misused')).toMatchObject([{ siteId: site.siteId, formId: form.formId }])
    expect(await eventsOf('key-misused', other.siteId)).toEqual([])
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('200 done')
  })
})

describe('abuse 1: a spent key', () => {
  test('cannot submit again, and the replay is recorded', async () => {
    const form = await site.submitForm()
    expect(statusAndCode(await site.attempt.submit(form, form.submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toMatchObject([
      { actor: 'visitor', outcome: 'refused', formId: form.formId, conversationId: form.conversationId },
    ])
  })

  test('cannot retrieve again, and the replay is recorded', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe('200 done')
    expect(statusAndCode(await site.attempt.retrieve(form.submissionId, retrieveKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toMatchObject([{ actor: 'agent:agent-7', formId: form.formId }])
  })

  test('is recorded as a replay even after its expiry, as long as its record exists', async () => {
    const form = await site.submitForm()
    service.clock.advance(30_000)
    expect(statusAndCode(await site.attempt.submit(form, form.submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toHaveLength(1)
  })

  test('abuse 17: does not spend another submit key for the same form, which is refused with 409', async () => {
    const form = await site.openForm()
    const [one, other] = [await site.issueSubmitKey(form), await site.issueSubmitKey(form)]
    const answers = await Promise.all([site.attempt.submit(form, one), site.attempt.submit(form, other)])
    expect(answers.map(statusAndCode).sort()).toEqual(['201 done', '409 conflict'])
    const loser = answers[0]?.status === 409 ? one : other
    expect(statusAndCode(await site.attempt.submit(form, loser))).toBe('409 conflict')
    expect(await eventsOf('key-replayed')).toEqual([])
  })

  test('abuse 17: stores only one submission if a double click sends the key twice', async () => {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    const clicks = await Promise.all([1, 2, 3].map(() => site.attempt.submit(form, submitKey)))
    expect(clicks.map(statusAndCode).sort()).toEqual(['201 done', notAvailable, notAvailable])
  })
})

describe('abuse 14: closing the conversation', () => {
  test('invalidates every key of its forms', async () => {
    const conversationId = await site.newConversation()
    const sent = await site.sendForm({ conversationId })
    const open = await site.openForm({ conversationId })
    const submitKey = await site.issueSubmitKey(open)
    const submitted = await site.submitForm({ conversationId })
    const retrieveKey = await site.issueRetrieveKey(submitted)
    await site.closeConversation(conversationId)
    expect(statusAndCode(await site.attempt.open(sent.openKey))).toBe(notAvailable)
    expect(statusAndCode(await site.attempt.submit(open, submitKey))).toBe(notAvailable)
    expect(statusAndCode(await site.attempt.retrieve(submitted.submissionId, retrieveKey))).toBe(notAvailable)
  })
})

describe('the audit log', () => {
  test('contains the events of a form in order, each linked to the one before, in the chain of its conversation', async () => {
    const form = await site.submitForm()
    await site.retrieve(form)
    await site.closeConversation(form.conversationId)
    const records = await conversationChain(service, site, form.conversationId)
    expect(records.map(({ event, actor, outcome }) => `${event} ${actor} ${outcome}`)).toEqual([
      'conversation-opened chat-backend:chat-backend done',
      'form-sent agent:agent-7 done',
      'form-opened visitor done',
      'form-submitted visitor done',
      'retrieve-key-issued agent:agent-7 done',
      'submission-retrieved agent:agent-7 released',
      'conversation-closed chat-backend:chat-backend done',
    ])
    for (const { event, formId, submissionId } of records) {
      expect([event, formId]).toEqual([event, event.startsWith('conversation-') ? undefined : form.formId])
      const isAfter = ['form-submitted', 'retrieve-key-issued', 'submission-retrieved'].includes(event)
      expect([event, submissionId]).toEqual([event, isAfter ? form.submissionId : undefined])
    }
    expect(brokenLinks(records)).toEqual([])
  })

  test('has complete chains, and contains no answer, key or secret', async () => {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    await site.attempt.retrieve(form.submissionId, retrieveKey)
    await site.attempt.retrieve(form.submissionId, retrieveKey)
    await site.attempt.open('sfo_unknown', newVisitorSecret())
    const records = [...(await siteRecords(service, site.siteId)), ...(await siteRecords(service, '-'))]
    expect(records.length).toBeGreaterThan(8)
    expect(brokenLinks(records)).toEqual([])
    const text = JSON.stringify(records)
    for (const secret of [retrieveKey, form.openKey, form.submitKey, form.visitorSecret, bankAnswers.iban]) {
      expect(text).not.toContain(secret)
    }
  })

  test('is accompanied by a log line, which a metric counts, for each misused or replayed key and for no other refusal', async () => {
    const lines = () => service.logLines.filter(({ line }) => line === 'event').length
    const before = lines()
    const form = await site.submitForm()
    expect(statusAndCode(await site.attempt.open('sfo_unknown'))).toBe(notAvailable)
    expect(lines() - before).toBe(0)
    expect(statusAndCode(await site.attempt.submit(form, form.submitKey))).toBe(notAvailable)
    expect(statusAndCode(await site.attempt.open(form.submitKey))).toBe(notAvailable)
    expect(service.logLines.filter(({ line }) => line === 'event').slice(before)).toEqual([
      { line: 'event', event: 'key-replayed', siteId: site.siteId, formId: form.formId },
      { line: 'event', event: 'key-misused', siteId: site.siteId, formId: form.formId },
    ])
  })
})
