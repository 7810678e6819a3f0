import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryRateLimits } from '../../lambdas/adapters/process/rate-limits.ts'
import { callerNetworks } from '../../lambdas/core/caller-networks.ts'
import { type RateLimit, rateLimits, sendsLimit } from '../../lambdas/core/rate-limits.ts'
import { virtualClock } from '../../local/memory/clock.ts'
import { type Reply, statusAndCode } from '../kit/http-client.ts'
import { type LocalService, noon, startMemoryService } from '../kit/service.ts'
import { siteRecords } from './audit-trail.ts'
import { newScene, newSecret } from './scene.ts'

let target: LocalService

const clock = virtualClock(noon)
const limits = memoryRateLimits(clock)

beforeAll(async () => {
  target = await startMemoryService({ clock, rateLimits: limits })
})

afterAll(async () => {
  await target.close()
})

const minute = 60_000

/** Counts as if so many requests had come. */
const countEarlier = (times: number, limit: RateLimit, who: string): void => {
  for (let counted = 0; counted < times; counted++) limits.count(limit, who)
}

/** So many, some at a time; how often each answer was given. */
const many = async (count: number, act: () => Promise<Reply>): Promise<Record<string, number>> => {
  const answers: Record<string, number> = {}
  for (let done = 0; done < count; done += 25) {
    const replies = await Promise.all(Array.from({ length: Math.min(25, count - done) }, act))
    for (const answer of replies.map(statusAndCode)) answers[answer] = (answers[answer] ?? 0) + 1
  }
  return answers
}

describe('too many requests', () => {
  test('60 openings of a form in an hour, by the browser that may; any other hears that it is not available', async () => {
    const scene = await newScene(target)
    const { openKey } = await scene.sent()
    const visitorSecret = newSecret()
    expect(await many(60, () => scene.open(openKey, visitorSecret))).toEqual({ '200 done': 60 })
    const recorded = (await siteRecords(target, scene.siteId)).length
    const refused = await scene.open(openKey, visitorSecret)
    expect(statusAndCode(refused)).toBe('429 too-many-requests')
    expect(refused.headers['retry-after']).toBe('3600')
    expect(await siteRecords(target, scene.siteId)).toHaveLength(recorded)
    // A browser that the form is not bound to learns nothing from the limit, nor does it count.
    expect(statusAndCode(await scene.open(openKey, newSecret()))).toBe('404 not-available')
    expect(statusAndCode(await scene.open((await scene.sent()).openKey, newSecret()))).toBe('200 done')
  })

  test('600 progress reports of a form in an hour, and not one fewer for those who have no proof', async () => {
    const scene = await newScene(target)
    const form = await scene.opened()
    const report = (proof: object) => scene.post('/v1/visitor/progress', { ...proof, questions: { iban: 'valid' } })
    const stranger = { ...scene.proofOf(form), visitorSecret: newSecret() }
    countEarlier(590, rateLimits.progressReports, form.formId)
    expect(await many(20, () => report(stranger))).toEqual({ '404 not-available': 20 })
    expect(await many(10, () => report(scene.proofOf(form)))).toEqual({ '204 done': 10 })
    const refused = await report(scene.proofOf(form))
    expect([statusAndCode(refused), refused.headers['retry-after']]).toEqual(['429 too-many-requests', '3600'])
    expect(statusAndCode(await report(stranger))).toBe('404 not-available')
    expect(statusAndCode(await report(scene.proofOf(await scene.opened())))).toBe('204 done')
  })

  test('120 extensions of a form in an hour, and not one fewer for those who have no proof', async () => {
    const scene = await newScene(target)
    const form = await scene.opened()
    const extend = (proof: object) => scene.post('/v1/visitor/extend', proof)
    const stranger = { ...scene.proofOf(form), visitorSecret: newSecret() }
    countEarlier(110, rateLimits.extensions, form.formId)
    expect(await many(20, () => extend(stranger))).toEqual({ '404 not-available': 20 })
    expect(await many(10, () => extend(scene.proofOf(form)))).toEqual({ '200 done': 10 })
    expect(statusAndCode(await extend(scene.proofOf(form)))).toBe('429 too-many-requests')
    expect(statusAndCode(await extend(stranger))).toBe('404 not-available')
  })

  test('60 tickets of a sign-in in a minute; another sign-in of the same agent has its own', async () => {
    const scene = await newScene(target)
    const ticket = (token = scene.agent) => scene.post('/v1/events/ticket', {}, token)
    expect(await many(60, () => ticket())).toEqual({ '201 done': 60 })
    const refused = await ticket()
    expect([statusAndCode(refused), refused.headers['retry-after']]).toEqual(['429 too-many-requests', '60'])
    expect(statusAndCode(await ticket(await scene.token('agent', 'agent-7')))).toBe('201 done')
  })

  test('as many sends as the site says', async () => {
    const scene = await newScene(target)
    const administrator = await scene.token('administrator', 'root')
    await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'A', sendsPerMinute: 2 } })
    expect(await many(2, () => scene.send())).toEqual({ '201 done': 2 })
    const refused = await scene.send()
    expect([statusAndCode(refused), refused.headers['retry-after']]).toEqual(['429 too-many-requests', '60'])
    const unknown = await scene.post('/v1/conversations/none/forms', { templateId: 'none' }, scene.agent)
    expect(statusAndCode(unknown)).toBe('429 too-many-requests')
  })

  test('60 submit keys for a form in an hour, and no more until it is over', async () => {
    const scene = await newScene(target)
    const [form, other] = [await scene.opened(), await scene.opened()]
    await scene.post('/v1/visitor/extend', scene.proofOf(form))
    expect(await many(60, () => scene.issueSubmitKey(form))).toEqual({ '201 done': 60 })
    const refused = await scene.issueSubmitKey(form)
    expect(statusAndCode(refused)).toBe('429 too-many-requests')
    expect(refused.headers['retry-after']).toBe('3600')
    expect(refused.headers['content-type']).toBe('application/problem+json')
    expect(statusAndCode(await scene.issueSubmitKey(other))).toBe('201 done')
    for (const elapsed of [20, 40, 59]) {
      target.clock.advanceTo(Date.UTC(2030, 0, 15, 12, elapsed))
      await scene.post('/v1/visitor/extend', scene.proofOf(form))
    }
    expect((await scene.issueSubmitKey(form)).headers['retry-after']).toBe('60')
    target.clock.advance(minute)
    expect(statusAndCode(await scene.issueSubmitKey(form))).toBe('201 done')
  })

  test('abuse 38: 600 sends of a site in a minute, and other sites send on', async () => {
    const [scene, neighbour] = [await newScene(target), await newScene(target)]
    const { formId } = await scene.sent()
    countEarlier(589, sendsLimit({ sendsPerMinute: 600 }), scene.siteId)
    expect(await many(10, () => scene.send())).toEqual({ '201 done': 10 })
    target.clock.advance(20_000)
    const refused = await scene.send()
    expect(statusAndCode(refused)).toBe('429 too-many-requests')
    expect(refused.headers['retry-after']).toBe('40')
    expect(statusAndCode(await scene.post(`/v1/forms/${formId}/resend`, {}, scene.agent))).toBe('429 too-many-requests')
    expect(statusAndCode(await neighbour.send())).toBe('201 done')
    expect(statusAndCode(await scene.request('GET', `/v1/forms/${formId}`, { token: scene.agent }))).toBe('200 done')
    target.clock.advance(40_000)
    expect(statusAndCode(await scene.send())).toBe('201 done')
  })

  test('abuse 8: 2,000 refused keys of an address in a minute, whatever is wrong with them', async () => {
    const scene = await newScene(target)
    const form = await scene.opened()
    const guesses = [
      () => scene.open(`sfo_${newSecret()}`, newSecret()),
      () => scene.submitWith(form, `sfs_${newSecret()}`),
      () => scene.retrieveWith(randomUUID(), `sfr_${newSecret()}`),
    ] as const
    const [, submit] = guesses
    for (const guess of guesses) expect(await many(20, guess)).toEqual({ '404 not-available': 20 })
    countEarlier(1_930, rateLimits.refusedKeys, callerNetworks('127.0.0.1').caller)
    expect(await many(10, submit)).toEqual({ '404 not-available': 10 })
    for (const refused of await Promise.all(guesses.map((each) => each()))) {
      expect(statusAndCode(refused)).toBe('429 too-many-requests')
      expect(Number(refused.headers['retry-after'])).toBe(60)
    }
    // A good key is not held up by bad ones, and what needs no key goes on.
    const another = await scene.submitted()
    expect(statusAndCode(await scene.retrieved(another))).toBe('200 done')
    expect(statusAndCode(await scene.post('/v1/visitor/resume', scene.proofOf(form)))).toBe('200 done')
    expect(statusAndCode(await scene.send())).toBe('201 done')
    target.clock.advance(minute)
    for (const refused of await Promise.all(guesses.map((each) => each())))
      expect(statusAndCode(refused)).toBe('404 not-available')
  })
})
