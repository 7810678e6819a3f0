import { describe, expect, test } from 'vitest'
import { ConversationId, ErasureId, SiteId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, issuer, replyOf, type SiteFixture, siteFixture } from '../site-fixture.ts'
import {
  conversationId,
  readErasure,
  remainingCounts,
  requestErasure,
  storeSubmissions,
  tombstones,
} from './erasure-fixture.ts'

describe('an erasure', () => {
  test('of a conversation removes the data key and the ciphertext of each submission, leaves a tombstone for each, and removes nothing from another conversation', async () => {
    const fixture = siteFixture()
    const kept = await storeSubmissions(fixture, 3)
    await storeSubmissions(fixture, 2, { conversationId: 'chat-2' })
    await fixture.ports().holding.put(kept[0]?.submissionId ?? '', {}, 60)
    fixture.clock.advance(5)
    const reply = replyOf(await requestErasure(fixture, { conversationId }))
    const erasedAt = new Date(fixture.clock.now()).toISOString()
    expect(reply).toEqual({ erasureId: reply.erasureId, status: 'done', erasedSubmissions: 3, erasedAt })
    expect(remainingCounts(fixture)).toEqual([2, 2])
    expect(await fixture.ports().holding.take(kept[0]?.submissionId ?? '')).toBeUndefined()
    expect(tombstones(fixture).sort()).toEqual(kept.map(({ submissionId }) => submissionId).sort())
    const byRoot = { actor: 'agent:root', outcome: 'done', siteId: acme, conversationId }
    expect(fixture.records()).toMatchObject(
      ['conversation-erased', ...Array(3).fill('submission-erased')].map((event) => ({ event, ...byRoot })),
    )
    expect(replyOf(await readErasure(fixture, reply.erasureId))).toEqual(reply)
  })

  test('of one submission removes only that submission, and does not mark the conversation as erased', async () => {
    const fixture = siteFixture()
    const [one] = await storeSubmissions(fixture, 2)
    if (one === undefined) throw new Error('two were kept')
    const { submissionId, formId } = one
    const reply = replyOf(await requestErasure(fixture, { submissionId }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(remainingCounts(fixture)).toEqual([1, 1])
    expect(fixture.tables.forms.get(formId)).toMatchObject({ erasedAt: fixture.clock.now() })
    expect(fixture.tables.conversations.all()).toEqual([expect.not.objectContaining({ erasedAt: expect.anything() })])
    expect(replyOf(await requestErasure(fixture, { submissionId }))).toEqual(reply)
  })

  test('of a visitor covers every conversation with their reference, but no conversation whose reference was corrected to another visitor', async () => {
    const fixture = siteFixture()
    for (let index = 0; index < 60; index++) {
      await storeSubmissions(fixture, 1, { conversationId: `chat-${index}`, visitorRef: 'visitor 1' })
    }
    await storeSubmissions(fixture, 1, { conversationId: 'corrected', state: 'active', visitorRef: 'visitor 1' })
    const corrected = { siteId: acme, conversationId: ConversationId.parse('corrected') }
    const { subject: agentId } = fixture.signIn('agent', 'agent-7')
    await fixture.ports().conversations.assign(corrected, {
      agentId,
      agentIssuer: issuer,
      visitorRef: 'visitor 2',
      now: fixture.clock.now(),
    })
    expect(replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))).toMatchObject({
      status: 'done',
      erasedSubmissions: 60,
    })
    expect(remainingCounts(fixture)).toEqual([1, 1])
    expect(JSON.stringify(fixture.tables.erasures.all())).not.toContain('visitor 1')
  })

  test('ends a form that is not submitted yet, so that a submission in progress is refused', async () => {
    const fixture = siteFixture()
    const [kept] = await storeSubmissions(fixture, 1, { state: 'active' })
    if (kept === undefined) throw new Error('one was kept')
    const { submissionId, submittedAt, ...unsubmitted } = kept.form
    fixture.tables.forms.put(kept.formId, { ...unsubmitted, state: 'opened' })
    expect(replyOf(await requestErasure(fixture, { conversationId }))).toMatchObject({
      status: 'done',
      erasedSubmissions: 0,
    })
    expect(fixture.tables.forms.get(kept.formId)).toMatchObject({ erasedAt: fixture.clock.now() })
    expect(fixture.records().map(({ event, actor }) => [event, actor])).toEqual([['conversation-erased', 'agent:root']])
  })
})

describe('a repeated erasure', () => {
  test('returns the same receipt until there is new data', async () => {
    const fixture = siteFixture()
    for (const body of [{ conversationId }, { visitorRef: 'visitor 1' }]) {
      await storeSubmissions(fixture, 2, { state: 'active', visitorRef: 'visitor 1' })
      fixture.clock.advance(5)
      const first = replyOf(await requestErasure(fixture, body))
      expect(first).toMatchObject({ erasedSubmissions: 2 })
      fixture.clock.advance(5)
      expect(replyOf(await requestErasure(fixture, body))).toEqual(first)
      await storeSubmissions(fixture, 1, { state: 'active' })
      const second = replyOf(await requestErasure(fixture, body))
      expect(second).toMatchObject({ status: 'done', erasedSubmissions: 1 })
      expect(second.erasureId).not.toBe(first.erasureId)
      expect(remainingCounts(fixture)).toEqual([0, 0])
      fixture.clock.advance(5)
    }
  })

  test('of a visitor with many conversations returns `done`, even if one of the conversations was corrected to another visitor', async () => {
    const fixture = siteFixture()
    const named = (index: number) => ({ conversationId: `chat-${index}`, visitorRef: 'visitor 1' })
    for (let index = 0; index < 60; index++) await storeSubmissions(fixture, 1, named(index))
    await storeSubmissions(fixture, 1, { conversationId: 'corrected', state: 'active', visitorRef: 'visitor 1' })
    const corrected = { siteId: acme, conversationId: ConversationId.parse('corrected') }
    const { subject: agentId } = fixture.signIn('agent', 'agent-7')
    await fixture.ports().conversations.assign(corrected, {
      agentId,
      agentIssuer: issuer,
      visitorRef: 'visitor 2',
      now: fixture.clock.now(),
    })
    fixture.clock.advance(5)
    const first = replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))
    expect(first).toMatchObject({ erasedSubmissions: 60 })
    fixture.clock.advance(5)
    expect(replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))).toEqual(first)
    // The last conversation has new data.
    await storeSubmissions(fixture, 1, named(9))
    const second = replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))
    expect(second).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(second.erasureId).not.toBe(first.erasureId)
  })

  test('that takes too long to search for new data returns `running` with a new erasure id, and the next request completes the new erasure', async () => {
    const fixture = siteFixture()
    for (let index = 0; index < 60; index++)
      await storeSubmissions(fixture, 1, { conversationId: `chat-${index}`, visitorRef: 'visitor 1' })
    const first = replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))
    const slow: Turn = async (call, moment) => {
      if (call === 'conversations.listByVisitor' && moment === 'after') fixture.clock.advance(2_600)
    }
    const second = replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }, { turn: slow }))
    expect(second).toMatchObject({ status: 'running', erasedSubmissions: 0 })
    expect(second.erasureId).not.toBe(first.erasureId)
    expect(replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))).toEqual({ ...second, status: 'done' })
  })

  test('that runs concurrently returns the same erasure id, and there is one tombstone per submission', async () => {
    const fixture = siteFixture()
    await storeSubmissions(fixture, 5)
    const replies = await Promise.all(Array.from({ length: 5 }, () => requestErasure(fixture, { conversationId })))
    expect(new Set(replies.map((reply) => replyOf(reply).erasureId)).size).toBe(1)
    expect(replies.map((reply) => replyOf(reply).erasedSubmissions)).toEqual([5, 5, 5, 5, 5])
    expect(new Set(tombstones(fixture)).size).toBe(5)
    expect(tombstones(fixture)).toHaveLength(5)
  })
})

/** Every interruption point of an undisturbed erasure: two for each port call, before and after its effect. */
const failurePoints = await (async () => {
  const fixture = siteFixture()
  await storeSubmissions(fixture, 2)
  let turns = 0
  const counting: Turn = async () => {
    turns += 1
  }
  await requestErasure(fixture, { conversationId }, { turn: counting })
  return Array.from({ length: turns }, (_, index) => index + 1)
})()

describe('an erasure that takes a long time', () => {
  /** Each transaction takes this many milliseconds. */
  const slow =
    (fixture: SiteFixture, milliseconds: number): Turn =>
    async (call, moment) => {
      if (call === 'submissionErasures.erase' && moment === 'after') fixture.clock.advance(milliseconds)
    }

  test.each([
    ['a conversation', { conversationId }, 3_000, () => ({})],
    ['a visitor', { visitorRef: 'v' }, 500, (index: number) => ({ conversationId: `chat-${index}`, visitorRef: 'v' })],
    [
      'a visitor with a few long conversations',
      { visitorRef: 'v' },
      3_000,
      (index: number) => ({ conversationId: `chat-${index % 2}`, visitorRef: 'v' }),
    ],
  ])(
    'of %s returns `running` after five seconds, and a repeated request continues the erasure',
    async (_, body, milliseconds, options) => {
      const fixture = siteFixture()
      const count = 60
      for (let index = 0; index < count; index++) await storeSubmissions(fixture, 1, options(index))
      const by = fixture.signIn('administrator')
      const first = replyOf(await requestErasure(fixture, body, { turn: slow(fixture, milliseconds), by }))
      expect(first.status).toBe('running')
      expect(remainingCounts(fixture)[1]).toBeGreaterThan(0)
      expect(first.erasedSubmissions).toBeGreaterThan(0)
      let last = first
      for (let runs = 0; runs < 9 && last.status === 'running'; runs++) {
        // The reply reports what is erased, regardless of the caller.
        expect(last.erasedSubmissions).toBe(count - (remainingCounts(fixture)[1] ?? 0))
        expect(replyOf(await readErasure(fixture, first.erasureId, by))).toEqual(last)
        last = replyOf(await requestErasure(fixture, body, { turn: slow(fixture, milliseconds), by }))
      }
      expect(last).toEqual({ ...first, status: 'done', erasedSubmissions: count })
      expect(remainingCounts(fixture)).toEqual([0, 0])
      expect(new Set(tombstones(fixture)).size).toBe(count)
      expect(tombstones(fixture)).toHaveLength(count)
      // Each conversation once, even if the erasure was continued several times.
      const begun = fixture.records().filter(({ event }) => event === 'conversation-erased')
      expect(begun).toHaveLength(fixture.tables.conversations.all().length)
      expect(replyOf(await readErasure(fixture, first.erasureId, by))).toEqual(last)
    },
  )

  test.each(failurePoints)(
    'and fails at database call %i is completed by a retry, and each submission is erased once',
    async (at) => {
      const fixture = siteFixture()
      await storeSubmissions(fixture, 2)
      let turns = 0
      const failing: Turn = async () => {
        turns += 1
        if (turns === at) throw new Fault('storage-failed')
      }
      await expect(requestErasure(fixture, { conversationId }, { turn: failing })).rejects.toThrow('storage-failed')
      expect(replyOf(await requestErasure(fixture, { conversationId }))).toMatchObject({
        status: 'done',
        erasedSubmissions: 2,
      })
      expect(remainingCounts(fixture)).toEqual([0, 0])
      expect(tombstones(fixture)).toHaveLength(2)
    },
  )
})

describe('authorization of an erasure', () => {
  test('requires the permission data:erase', async () => {
    const fixture = siteFixture()
    await storeSubmissions(fixture, 1)
    const { erasureId } = replyOf(await requestErasure(fixture, { conversationId: ConversationId.parse('chat-1') }))
    for (const profile of ['agent', 'agent-manager']) {
      const by = fixture.signIn(profile)
      expect(codeOf(await requestErasure(fixture, { conversationId }, { by }))).toBe('not-permitted')
      expect(codeOf(await readErasure(fixture, erasureId, by))).toBe('not-permitted')
    }
  })

  test('abuse 6: returns the same refusal for data from another site as for data that does not exist', async () => {
    const fixture = siteFixture()
    const rival = SiteId.parse('rival')
    fixture.setSite({}, rival)
    const [ofRival] = await storeSubmissions(fixture, 1, { siteId: rival, visitorRef: 'v' })
    if (ofRival === undefined) throw new Error('one was kept')
    const { submissionId } = ofRival
    for (const body of [{ conversationId }, { submissionId }, { visitorRef: 'v' }]) {
      expect(codeOf(await requestErasure(fixture, body))).toBe('not-found')
    }
    expect(remainingCounts(fixture)).toEqual([1, 1])
    const by = fixture.signIn('administrator', 'root', rival)
    const { erasureId } = replyOf(await requestErasure(fixture, { submissionId }, { by }))
    expect(codeOf(await readErasure(fixture, erasureId))).toBe('not-found')
    expect(codeOf(await readErasure(fixture, ErasureId.parse(submissionId), by))).toBe('not-found')
  })
})
