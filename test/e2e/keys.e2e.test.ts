import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { type Reply, statusAndCode, textField } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { brokenLinks, chainOf, siteRecords } from './audit-trail.ts'
import { bankAnswers, newScene, newSecret, type OpenedForm, type Scene, type SubmittedForm } from './scene.ts'

let target: LocalService
let scene: Scene

beforeAll(async () => {
  target = await startMemoryService()
})

beforeEach(async () => {
  scene = await newScene(target)
})

afterAll(async () => {
  await target.close()
})

const notAvailable = '404 not-available'

/** Those of one event, without what every run makes anew. */
const eventsOf = async (event: string, siteId = scene.siteId): Promise<AuditRecord[]> =>
  (await siteRecords(target, siteId)).filter((record) => record.event === event)

/** Three live keys of one form that was submitted and of another that is still open. */
const threeKeys = async () => {
  const sent = await scene.sent()
  const open = await scene.opened()
  const submitted = await scene.submitted()
  return {
    open: { key: sent.openKey, use: (key: string) => scene.open(key, newSecret()) },
    submit: { key: await scene.submitKeyFor(open), use: (key: string) => scene.submitWith(open, key) },
    retrieve: {
      key: await scene.retrieveKeyFor(submitted),
      use: (key: string) => scene.retrieveWith(submitted.submissionId, key),
    },
  }
}
const actions = ['open', 'submit', 'retrieve'] as const
const wrongUses = actions.flatMap((action) => actions.filter((use) => use !== action).map((use) => ({ action, use })))

describe('abuse 5: a key does its own action only', () => {
  test('there are six ways to be wrong', () => {
    expect(wrongUses).toHaveLength(6)
  })

  test.each(wrongUses)(
    'the $action key does not $use, is not spent by trying, and that is on record',
    async (crossing) => {
      const keys = await threeKeys()
      const { key } = keys[crossing.action]
      expect(statusAndCode(await keys[crossing.use].use(key))).toBe(notAvailable)
      const [record, ...more] = await eventsOf('key-misused')
      expect(record).toMatchObject({ outcome: 'refused', siteId: scene.siteId, conversationId: scene.conversationId })
      expect(record?.chain).toMatch(new RegExp(`^${scene.siteId}#day#2030-01-15#\\d\\d$`))
      expect(more).toEqual([])
      expect((await keys[crossing.action].use(key)).status).toBeLessThan(300)
    },
  )

  test('an open key that has been used is misused elsewhere, too', async () => {
    const form = await scene.opened()
    expect(statusAndCode(await scene.submitWith(form, form.openKey))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toHaveLength(1)
    expect(statusAndCode(await scene.open(form.openKey, form.visitorSecret))).toBe('200 done')
  })
})

describe('abuse 4: a key lives until its expiry, to the millisecond', () => {
  const made = {
    open: async () => {
      const reply = await scene.send()
      return {
        use: () => scene.open(textField(reply, 'openKey'), newSecret()),
        until: textField(reply, 'openKeyExpiresAt'),
      }
    },
    submit: async () => {
      const form = await scene.opened()
      const reply = await scene.issueSubmitKey(form)
      return { use: () => scene.submitWith(form, textField(reply, 'submitKey')), until: textField(reply, 'expiresAt') }
    },
    retrieve: async () => {
      const { formId, submissionId } = await scene.submitted()
      const reply = await scene.issueRetrieveKey(formId)
      const retrieveKey = textField(reply, 'retrieveKey')
      return { use: () => scene.retrieveWith(submissionId, retrieveKey), until: textField(reply, 'expiresAt') }
    },
  }

  test.each(actions)('the %s key is good a millisecond before', async (action) => {
    const { use, until } = await made[action]()
    target.clock.advanceTo(Date.parse(until) - 1)
    expect((await use()).status).toBeLessThan(300)
  })

  test.each(actions)('the %s key is dead exactly at it, and a millisecond after', async (action) => {
    const { use, until } = await made[action]()
    target.clock.advanceTo(Date.parse(until))
    expect(statusAndCode(await use())).toBe(notAvailable)
    target.clock.advance(1)
    expect(statusAndCode(await use())).toBe(notAvailable)
  })
})

describe('a key is good for its own form, site and person', () => {
  test('abuse 7: the submit key of one form with the id of another', async () => {
    const [one, other] = [await scene.opened(), await scene.opened()]
    const submitKey = await scene.submitKeyFor(one)
    expect(statusAndCode(await scene.submitWith(other, submitKey))).toBe(notAvailable)
    const sameBrowser: OpenedForm = { ...other, visitorSecret: one.visitorSecret }
    expect(statusAndCode(await scene.submitWith(sameBrowser, submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toHaveLength(2)
    expect(statusAndCode(await scene.submitWith(one, submitKey))).toBe('201 done')
  })

  test('abuse 7: one browser that holds two forms cannot take the key of one for the other', async () => {
    const visitorSecret = newSecret()
    const [one, other] = [await scene.sent(), await scene.sent()]
    for (const { openKey } of [one, other]) await scene.open(openKey, visitorSecret)
    const submitKey = await scene.submitKeyFor({ ...one, visitorSecret })
    expect(statusAndCode(await scene.submitWith({ ...other, visitorSecret }, submitKey))).toBe(notAvailable)
  })

  test('abuse 7 and 8: the retrieve key of one submission with the id of another, or with one that is none', async () => {
    const [one, other] = [await scene.submitted(), await scene.submitted()]
    const retrieveKey = await scene.retrieveKeyFor(one)
    for (const id of [other.submissionId, one.formId, randomUUID()]) {
      expect(statusAndCode(await scene.retrieveWith(id, retrieveKey))).toBe(notAvailable)
    }
    expect(await eventsOf('key-misused')).toHaveLength(3)
    expect(statusAndCode(await scene.retrieveWith(one.submissionId, retrieveKey))).toBe('200 done')
  })

  test('abuse 8: the id of a submission without a key, and with a guess', async () => {
    const { submissionId } = await scene.submitted()
    expect(statusAndCode(await scene.post(`/v1/submissions/${submissionId}/retrieve`, {}, scene.agent))).toBe(
      '422 not-valid',
    )
    for (const guess of ['', 'sfr_', `sfr_${newSecret()}`, submissionId]) {
      expect(statusAndCode(await scene.retrieveWith(submissionId, guess))).toBe(notAvailable)
    }
    expect(statusAndCode(await scene.request('GET', `/v1/submissions/${submissionId}`, { token: scene.agent }))).toBe(
      '404 not-found',
    )
  })

  test('abuse 39: the submit key with another visitor’s secret', async () => {
    const form = await scene.opened()
    const submitKey = await scene.submitKeyFor(form)
    expect(statusAndCode(await scene.submitWith({ ...form, visitorSecret: newSecret() }, submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toMatchObject([{ actor: 'visitor', formId: form.formId }])
    expect(statusAndCode(await scene.submitWith(form, submitKey))).toBe('201 done')
  })

  test('abuse 19: the open key in a second browser, and again in the first', async () => {
    const form = await scene.opened()
    expect(statusAndCode(await scene.open(form.openKey, newSecret()))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toHaveLength(1)
    expect((await scene.open(form.openKey, form.visitorSecret)).body).toMatchObject({ formId: form.formId })
  })

  test('abuse 10: the retrieve key without a sign-in, and with another agent’s', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    const path = `/v1/submissions/${form.submissionId}/retrieve`
    expect(statusAndCode(await scene.post(path, { retrieveKey }))).toBe('401 not-signed-in')
    expect(statusAndCode(await scene.post(path, { retrieveKey }, scene.backend))).toBe('403 not-permitted')
    expect(await eventsOf('key-misused')).toEqual([])
    const colleague = await scene.token('agent', 'agent-8')
    expect(statusAndCode(await scene.post(path, { retrieveKey }, colleague))).toBe(notAvailable)
    expect(await eventsOf('key-misused')).toMatchObject([{ actor: 'agent:agent-8', formId: form.formId }])
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('200 done')
  })

  test('abuse 6: the retrieve key of one site with a sign-in at another, under the same name', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    const other = await newScene(target)
    expect(statusAndCode(await other.retrieveWith(form.submissionId, retrieveKey))).toBe(notAvailable)
    // On record where the key belongs, for those whose key it is.
    expect(await eventsOf('key-misused')).toMatchObject([{ siteId: scene.siteId, formId: form.formId }])
    expect(await eventsOf('key-misused', other.siteId)).toEqual([])
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('200 done')
  })
})

describe('abuse 1: a key that was spent', () => {
  test('does not submit again, and that is on record', async () => {
    const form = await scene.submitted()
    expect(statusAndCode(await scene.submitWith(form, form.submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toMatchObject([
      { actor: 'visitor', outcome: 'refused', formId: form.formId, conversationId: form.conversationId },
    ])
  })

  test('does not retrieve again, and that is on record', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe('200 done')
    expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toMatchObject([{ actor: 'agent:agent-7', formId: form.formId }])
  })

  test('is told from a stranger as long as its row is there, expired or not', async () => {
    const form = await scene.submitted()
    target.clock.advance(30_000)
    expect(statusAndCode(await scene.submitWith(form, form.submitKey))).toBe(notAvailable)
    expect(await eventsOf('key-replayed')).toHaveLength(1)
  })

  test('abuse 17: of two keys for one form one is good, and the other is told so and not spent', async () => {
    const form = await scene.opened()
    const [one, other] = [await scene.submitKeyFor(form), await scene.submitKeyFor(form)]
    const answers = await Promise.all([scene.submitWith(form, one), scene.submitWith(form, other)])
    expect(answers.map(statusAndCode).sort()).toEqual(['201 done', '409 conflict'])
    const loser = answers[0]?.status === 409 ? one : other
    expect(statusAndCode(await scene.submitWith(form, loser))).toBe('409 conflict')
    expect(await eventsOf('key-replayed')).toEqual([])
  })

  test('abuse 17: a double click with one key stores one submission', async () => {
    const form = await scene.opened()
    const submitKey = await scene.submitKeyFor(form)
    const clicks = await Promise.all([1, 2, 3].map(() => scene.submitWith(form, submitKey)))
    expect(clicks.map(statusAndCode).sort()).toEqual(['201 done', notAvailable, notAvailable])
  })
})

describe('abuse 14: closing the conversation', () => {
  test('kills every key of its forms', async () => {
    const sent = await scene.sent()
    const open = await scene.opened()
    const submitKey = await scene.submitKeyFor(open)
    const submitted = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(submitted)
    await scene.close()
    expect(statusAndCode(await scene.open(sent.openKey, newSecret()))).toBe(notAvailable)
    expect(statusAndCode(await scene.submitWith(open, submitKey))).toBe(notAvailable)
    expect(statusAndCode(await scene.retrieveWith(submitted.submissionId, retrieveKey))).toBe(notAvailable)
  })
})

describe('the audit log', () => {
  /** What a whole journey leaves in its conversation's chain. */
  test('tells a form’s journey in its conversation’s chain, in order and linked', async () => {
    const form: SubmittedForm = await scene.submitted()
    await scene.retrieved(form)
    await scene.close()
    const records = await chainOf(target, `${scene.siteId}#conversation#${scene.conversationId}`)
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

  test('has a name for everything else that happens to a form and its site', async () => {
    const administrator = await scene.token('administrator', 'root')
    const declined = await scene.opened()
    await scene.post('/v1/visitor/decline', scene.proofOf(declined))
    await scene.post(`/v1/forms/${declined.formId}/resend`, {}, scene.agent)
    await scene.post(`/v1/forms/${declined.formId}/cancel`, {}, scene.agent)
    await scene.putConversation(scene.conversationId, 'agent-8')
    await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A' } })
    await scene.request('DELETE', '/v1/templates/bank-account', { token: administrator })
    await scene.post('/v1/session/sign-out', {}, administrator)
    const records = await siteRecords(target, scene.siteId)
    const names = records.map(({ event }) => event)
    for (const name of [
      'form-declined',
      'form-resent',
      'form-cancelled',
      'conversation-transferred',
      'site-changed',
      'template-changed',
      'signed-out',
    ]) {
      expect(names.filter((each) => each === name)).toEqual([name])
    }
  })

  test('holds every chain of this file whole, and no answer, key or secret', async () => {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    await scene.retrieveWith(form.submissionId, retrieveKey)
    await scene.retrieveWith(form.submissionId, retrieveKey)
    await scene.open('sfo_unknown', newSecret())
    const records = [...(await siteRecords(target, scene.siteId)), ...(await siteRecords(target, '-'))]
    expect(records.length).toBeGreaterThan(8)
    expect(brokenLinks(records)).toEqual([])
    const text = JSON.stringify(records)
    for (const secret of [retrieveKey, form.openKey, form.submitKey, form.visitorSecret, bankAnswers.iban]) {
      expect(text).not.toContain(secret)
    }
  })

  test('a metric is written for a misused and a replayed key, and for no other refusal', async () => {
    const lines = () => target.logLines.filter(({ line }) => line === 'event').length
    const before = lines()
    const form = await scene.submitted()
    expect(statusAndCode(await scene.open('sfo_unknown', newSecret()))).toBe(notAvailable)
    expect(lines() - before).toBe(0)
    const uses: readonly (() => Promise<Reply>)[] = [
      () => scene.submitWith(form, form.submitKey),
      () => scene.open(form.submitKey, newSecret()),
    ]
    for (const use of uses) expect(statusAndCode(await use())).toBe(notAvailable)
    expect(target.logLines.filter(({ line }) => line === 'event').slice(before)).toEqual([
      { line: 'event', event: 'key-replayed', siteId: scene.siteId, formId: form.formId },
      { line: 'event', event: 'key-misused', siteId: scene.siteId, formId: form.formId },
    ])
  })
})
