import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { CallResult } from '../../contracts/client.ts'
import { memoryRateLimits } from '../../lambdas/adapters/process/rate-limits.ts'
import { callerNetworks } from '../../lambdas/core/caller-networks.ts'
import { type RateLimit, rateLimits, sendsLimit } from '../../lambdas/core/rate-limits.ts'
import { virtualClock } from '../../local/memory/clock.ts'
import { siteRecords } from '../kit/audit-trail.ts'
import { statusAndCode } from '../kit/http-client.ts'
import { provideSite } from '../kit/provide-site.ts'
import { type LocalService, noon, startMemoryService } from '../kit/service.ts'
import { bankAnswers, type Caller, newSite, newVisitorSecret, proofOf, type Site, unknownKey } from '../kit/site.ts'

const clock = virtualClock(noon)
const limits = memoryRateLimits(clock)

let service: LocalService
let site: Site

provideSite(
  () => startMemoryService({ clock, rateLimits: limits }),
  (provided) => {
    service = provided.service
    site = provided.site
  },
)

const minute = 60_000
type Proof = ReturnType<typeof proofOf>

/** Counts as if so many requests had come before. */
const countEarlier = (times: number, limit: RateLimit, who: string): void => {
  for (let counted = 0; counted < times; counted++) limits.count(limit, who)
}

/** Sends so many requests, 25 at a time, and counts each answer. */
const many = async (count: number, act: () => Promise<CallResult<unknown>>): Promise<Record<string, number>> => {
  const answers: Record<string, number> = {}
  for (let done = 0; done < count; done += 25) {
    const replies = await Promise.all(Array.from({ length: Math.min(25, count - done) }, act))
    for (const answer of replies.map(statusAndCode)) answers[answer] = (answers[answer] ?? 0) + 1
  }
  return answers
}

/** Posts what the client would send: the client does not return the header. */
const refusalOf = async (path: string, body: object, caller?: Caller) => {
  const reply = await site.request('POST', path, { token: caller?.accessToken, body })
  return [statusAndCode(reply), reply.headers['retry-after']]
}
const tooMany = '429 too-many-requests'

describe('the rate limits', () => {
  test('refuse the form’s own browser after it opens the form 60 times in an hour, while another browser gets `not-available`', async () => {
    const { openKey } = await site.sendForm()
    const visitorSecret = newVisitorSecret()
    expect(await many(60, () => site.attempt.open(openKey, visitorSecret))).toEqual({ '200 done': 60 })
    const recorded = (await siteRecords(service, site.siteId)).length
    expect(await refusalOf('/v1/visitor/open', { openKey, visitorSecret })).toEqual([tooMany, '3600'])
    expect(await siteRecords(service, site.siteId)).toHaveLength(recorded)
    // Another browser learns nothing of the limit and does not count towards it.
    expect(statusAndCode(await site.attempt.open(openKey))).toBe('404 not-available')
    expect(statusAndCode(await site.attempt.open((await site.sendForm()).openKey))).toBe('200 done')
  })

  test('refuse progress reports for a form after 600 in an hour, without counting the reports of other browsers', async () => {
    const form = await site.openForm()
    const report = (proof: Proof) =>
      site.visitor.call('report-progress', { body: { ...proof, questions: { iban: 'valid' } } })
    const stranger = { ...proofOf(form), visitorSecret: newVisitorSecret() }
    countEarlier(590, rateLimits.progressReports, form.formId)
    expect(await many(20, () => report(stranger))).toEqual({ '404 not-available': 20 })
    expect(await many(10, () => report(proofOf(form)))).toEqual({ '204 done': 10 })
    const body = { ...proofOf(form), questions: { iban: 'valid' } }
    expect(await refusalOf('/v1/visitor/progress', body)).toEqual([tooMany, '3600'])
    expect(statusAndCode(await report(stranger))).toBe('404 not-available')
    expect(statusAndCode(await report(proofOf(await site.openForm())))).toBe('204 done')
  })

  test('refuse extensions of a form after 120 in an hour, without counting the requests of other browsers', async () => {
    const form = await site.openForm()
    const extend = (proof: Proof) => site.visitor.call('extend-form', { body: proof })
    const stranger = { ...proofOf(form), visitorSecret: newVisitorSecret() }
    countEarlier(110, rateLimits.extensions, form.formId)
    expect(await many(20, () => extend(stranger))).toEqual({ '404 not-available': 20 })
    expect(await many(10, () => extend(proofOf(form)))).toEqual({ '200 done': 10 })
    expect(statusAndCode(await extend(proofOf(form)))).toBe(tooMany)
    expect(statusAndCode(await extend(stranger))).toBe('404 not-available')
  })

  test('refuse tickets to a sign-in after 60 in a minute, while another sign-in of the same agent has its own limit', async () => {
    const ticket = (agent = site.agent) => agent.call('issue-events-ticket')
    expect(await many(60, () => ticket())).toEqual({ '201 done': 60 })
    expect(await refusalOf('/v1/events/ticket', {}, site.agent)).toEqual([tooMany, '60'])
    expect(statusAndCode(await ticket(await site.signIn('agent', 'agent-7')))).toBe('201 done')
  })

  test('refuse to send more forms in a minute than the site allows', async () => {
    await site.changeSettings({ sendsPerMinute: 2 })
    expect(await many(2, () => site.attempt.send())).toEqual({ '201 done': 2 })
    const unknown = ['/v1/conversations/unknown/forms', { templateId: 'unknown' }, site.agent] as const
    expect(await refusalOf(...unknown)).toEqual([tooMany, '60'])
  })

  test('refuse submit keys for a form after 60 in an hour, and issue more when the hour is over', async () => {
    const [form, other] = [await site.openForm(), await site.openForm()]
    await site.visitor.call('extend-form', { body: proofOf(form) })
    expect(await many(60, () => site.attempt.issueSubmitKey(form))).toEqual({ '201 done': 60 })
    const refused = () => refusalOf('/v1/visitor/submit-key', proofOf(form))
    expect(await refused()).toEqual([tooMany, '3600'])
    expect(statusAndCode(await site.attempt.issueSubmitKey(other))).toBe('201 done')
    for (const elapsed of [20, 40, 59]) {
      service.clock.advanceTo(Date.UTC(2030, 0, 15, 12, elapsed))
      await site.visitor.call('extend-form', { body: proofOf(form) })
    }
    expect(await refused()).toEqual([tooMany, '60'])
    service.clock.advance(minute)
    expect(statusAndCode(await site.attempt.issueSubmitKey(form))).toBe('201 done')
  })

  test('abuse 38: refuse to send forms for a site after 600 in a minute, while other sites can send', async () => {
    const neighbour = await newSite(service)
    const { formId, conversationId } = await site.sendForm()
    countEarlier(589, sendsLimit({ sendsPerMinute: 600 }), site.siteId)
    expect(await many(10, () => site.attempt.send())).toEqual({ '201 done': 10 })
    service.clock.advance(20_000)
    const refused = await refusalOf(
      `/v1/conversations/${conversationId}/forms`,
      { templateId: 'bank-account' },
      site.agent,
    )
    expect(refused).toEqual([tooMany, '40'])
    expect(statusAndCode(await site.agent.call('resend-form', { path: { formId } }))).toBe(tooMany)
    expect(statusAndCode(await neighbour.attempt.send())).toBe('201 done')
    expect(statusAndCode(await site.agent.call('get-form', { path: { formId } }))).toBe('200 done')
    service.clock.advance(40_000)
    expect(statusAndCode(await site.attempt.send())).toBe('201 done')
  })

  test('abuse 8: refuse requests from an address after 2,000 keys in a minute that are invalid for any reason', async () => {
    const form = await site.openForm()
    const guesses = [
      () => site.attempt.open(`sfo_${unknownKey()}`),
      () => site.attempt.submit(form, `sfs_${unknownKey()}`),
      () => site.attempt.retrieve(randomUUID(), `sfr_${unknownKey()}`),
    ] as const
    const [, submit] = guesses
    for (const guess of guesses) expect(await many(20, guess)).toEqual({ '404 not-available': 20 })
    countEarlier(1_930, rateLimits.refusedKeys, callerNetworks('127.0.0.1').caller)
    expect(await many(10, submit)).toEqual({ '404 not-available': 10 })
    const answers = async () => (await Promise.all(guesses.map((guess) => guess()))).map(statusAndCode)
    expect(await answers()).toEqual([tooMany, tooMany, tooMany])
    const guess = { openKey: `sfo_${unknownKey()}`, visitorSecret: newVisitorSecret() }
    expect(await refusalOf('/v1/visitor/open', guess)).toEqual([tooMany, '60'])
    // Valid keys and requests without a key are still accepted.
    const another = await site.submitForm()
    expect(await site.retrieve(another)).toMatchObject({ answers: bankAnswers })
    expect(statusAndCode(await site.visitor.call('resume-form', { body: proofOf(form) }))).toBe('200 done')
    expect(statusAndCode(await site.attempt.send())).toBe('201 done')
    service.clock.advance(minute)
    expect(await answers()).toEqual(Array(3).fill('404 not-available'))
  })
})
