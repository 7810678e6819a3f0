import { describe, expect, test } from 'vitest'
import { ConversationId, ErasureId, SiteId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { acme, codeOf, replyOf, type SiteFixture, siteFixture } from '../site-fixture.ts'
import {
  conversationId,
  readErasure,
  remainingCounts,
  requestErasure,
  storeSubmissions,
  tombstones,
} from './erasure-fixture.ts'

describe('what is erased', () => {
  test('all of a conversation: keys and ciphertext gone, a tombstone each, and nothing of another one', async () => {
    const world = siteFixture()
    const kept = await storeSubmissions(world, 3)
    await storeSubmissions(world, 2, { conversationId: 'chat-2' })
    await world.ports().holding.put(kept[0]?.submissionId ?? '', {}, 60)
    world.clock.advance(5)
    const reply = replyOf(await requestErasure(world, { conversationId }))
    const erasedAt = new Date(world.clock.now()).toISOString()
    expect(reply).toEqual({ erasureId: reply.erasureId, status: 'done', erasedSubmissions: 3, erasedAt })
    expect(remainingCounts(world)).toEqual([2, 2])
    expect(await world.ports().holding.take(kept[0]?.submissionId ?? '')).toBeUndefined()
    expect(tombstones(world).sort()).toEqual(kept.map(({ submissionId }) => submissionId).sort())
    const byRoot = { actor: 'agent:root', outcome: 'done', siteId: acme, conversationId }
    expect(world.records()).toMatchObject(
      ['conversation-erased', ...Array(3).fill('submission-erased')].map((event) => ({ event, ...byRoot })),
    )
    expect(replyOf(await readErasure(world, reply.erasureId))).toEqual(reply)
  })

  test('of one submission only that one; its conversation is not marked', async () => {
    const world = siteFixture()
    const [one] = await storeSubmissions(world, 2)
    if (one === undefined) throw new Error('two were kept')
    const { submissionId, formId } = one
    const reply = replyOf(await requestErasure(world, { submissionId }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(remainingCounts(world)).toEqual([1, 1])
    expect(world.tables.forms.get(formId)).toMatchObject({ erasedAt: world.clock.now() })
    expect(world.tables.conversations.all()).toEqual([expect.not.objectContaining({ erasedAt: expect.anything() })])
    expect(replyOf(await requestErasure(world, { submissionId }))).toEqual(reply)
  })

  test('of a visitor every conversation that names them, and not one that has come to name somebody else', async () => {
    const world = siteFixture()
    for (let index = 0; index < 60; index++) {
      await storeSubmissions(world, 1, { conversationId: `chat-${index}`, visitorRef: 'visitor 1' })
    }
    await storeSubmissions(world, 1, { conversationId: 'corrected', state: 'active', visitorRef: 'visitor 1' })
    const corrected = { siteId: acme, conversationId: ConversationId.parse('corrected') }
    const { subject: agentId } = world.signIn('agent', 'agent-7')
    await world.ports().conversations.assign(corrected, { agentId, visitorRef: 'visitor 2', now: world.clock.now() })
    expect(replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))).toMatchObject({
      status: 'done',
      erasedSubmissions: 60,
    })
    expect(remainingCounts(world)).toEqual([1, 1])
    expect(JSON.stringify(world.tables.erasures.all())).not.toContain('visitor 1')
  })

  test('a form that is only sent, so that nothing that was under way is submitted to it', async () => {
    const world = siteFixture()
    const [kept] = await storeSubmissions(world, 1, { state: 'active' })
    if (kept === undefined) throw new Error('one was kept')
    const { submissionId, submittedAt, ...unsubmitted } = kept.form
    world.tables.forms.put(kept.formId, { ...unsubmitted, state: 'opened' })
    expect(replyOf(await requestErasure(world, { conversationId }))).toMatchObject({
      status: 'done',
      erasedSubmissions: 0,
    })
    expect(world.tables.forms.get(kept.formId)).toMatchObject({ erasedAt: world.clock.now() })
    expect(world.records().map(({ event, actor }) => [event, actor])).toEqual([['conversation-erased', 'agent:root']])
  })
})

describe('asking again', () => {
  test('what is done answers with the same receipt, until there is something new', async () => {
    const world = siteFixture()
    for (const body of [{ conversationId }, { visitorRef: 'visitor 1' }]) {
      await storeSubmissions(world, 2, { state: 'active', visitorRef: 'visitor 1' })
      world.clock.advance(5)
      const first = replyOf(await requestErasure(world, body))
      expect(first).toMatchObject({ erasedSubmissions: 2 })
      world.clock.advance(5)
      expect(replyOf(await requestErasure(world, body))).toEqual(first)
      await storeSubmissions(world, 1, { state: 'active' })
      const second = replyOf(await requestErasure(world, body))
      expect(second).toMatchObject({ status: 'done', erasedSubmissions: 1 })
      expect(second.erasureId).not.toBe(first.erasureId)
      expect(remainingCounts(world)).toEqual([0, 0])
      world.clock.advance(5)
    }
  })

  test('a visitor of many conversations, and one that has come to name somebody else, is done with all the same', async () => {
    const world = siteFixture()
    const named = (index: number) => ({ conversationId: `chat-${index}`, visitorRef: 'visitor 1' })
    for (let index = 0; index < 60; index++) await storeSubmissions(world, 1, named(index))
    await storeSubmissions(world, 1, { conversationId: 'corrected', state: 'active', visitorRef: 'visitor 1' })
    const corrected = { siteId: acme, conversationId: ConversationId.parse('corrected') }
    const { subject: agentId } = world.signIn('agent', 'agent-7')
    await world.ports().conversations.assign(corrected, { agentId, visitorRef: 'visitor 2', now: world.clock.now() })
    world.clock.advance(5)
    const first = replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))
    expect(first).toMatchObject({ erasedSubmissions: 60 })
    world.clock.advance(5)
    expect(replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))).toEqual(first)
    // The last of them has something new.
    await storeSubmissions(world, 1, named(9))
    const second = replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))
    expect(second).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(second.erasureId).not.toBe(first.erasureId)
  })

  test('a look that takes too long begins a new erasure, which goes on in parts', async () => {
    const world = siteFixture()
    for (let index = 0; index < 60; index++)
      await storeSubmissions(world, 1, { conversationId: `chat-${index}`, visitorRef: 'visitor 1' })
    const first = replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))
    const slow: Turn = async (call, moment) => {
      if (call === 'conversations.listByVisitor' && moment === 'after') world.clock.advance(2_600)
    }
    const second = replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }, { turn: slow }))
    expect(second).toMatchObject({ status: 'running', erasedSubmissions: 0 })
    expect(second.erasureId).not.toBe(first.erasureId)
    expect(replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))).toEqual({ ...second, status: 'done' })
  })

  test('of those who ask at once all get one erasure, and one tombstone is put for each submission', async () => {
    const world = siteFixture()
    await storeSubmissions(world, 5)
    const replies = await Promise.all(Array.from({ length: 5 }, () => requestErasure(world, { conversationId })))
    expect(new Set(replies.map((reply) => replyOf(reply).erasureId)).size).toBe(1)
    expect(replies.map((reply) => replyOf(reply).erasedSubmissions)).toEqual([5, 5, 5, 5, 5])
    expect(new Set(tombstones(world)).size).toBe(5)
    expect(tombstones(world)).toHaveLength(5)
  })
})

/** Every turn that an undisturbed erasure takes: twice each port call, before it takes effect and after. */
const failurePoints = await (async () => {
  const world = siteFixture()
  await storeSubmissions(world, 2)
  let turns = 0
  const counting: Turn = async () => {
    turns += 1
  }
  await requestErasure(world, { conversationId }, { turn: counting })
  return Array.from({ length: turns }, (_, index) => index + 1)
})()

describe('an erasure that takes long', () => {
  /** Each transaction takes so many milliseconds. */
  const slow =
    (world: SiteFixture, milliseconds: number): Turn =>
    async (call, moment) => {
      if (call === 'submissionErasures.erase' && moment === 'after') world.clock.advance(milliseconds)
    }

  test.each([
    ['a conversation', { conversationId }, 3_000, () => ({})],
    ['a visitor', { visitorRef: 'v' }, 500, (index: number) => ({ conversationId: `chat-${index}`, visitorRef: 'v' })],
    [
      'few long talks',
      { visitorRef: 'v' },
      3_000,
      (index: number) => ({ conversationId: `chat-${index % 2}`, visitorRef: 'v' }),
    ],
  ])(
    'of %s says after five seconds that it runs, and the same body goes on',
    async (_, body, milliseconds, options) => {
      const world = siteFixture()
      const count = 60
      for (let index = 0; index < count; index++) await storeSubmissions(world, 1, options(index))
      const by = world.signIn('administrator')
      const first = replyOf(await requestErasure(world, body, { turn: slow(world, milliseconds), by }))
      expect(first.status).toBe('running')
      expect(remainingCounts(world)[1]).toBeGreaterThan(0)
      expect(first.erasedSubmissions).toBeGreaterThan(0)
      let last = first
      for (let runs = 0; runs < 9 && last.status === 'running'; runs++) {
        // What is told is what is gone, whoever is asked.
        expect(last.erasedSubmissions).toBe(count - (remainingCounts(world)[1] ?? 0))
        expect(replyOf(await readErasure(world, first.erasureId, by))).toEqual(last)
        last = replyOf(await requestErasure(world, body, { turn: slow(world, milliseconds), by }))
      }
      expect(last).toEqual({ ...first, status: 'done', erasedSubmissions: count })
      expect(remainingCounts(world)).toEqual([0, 0])
      expect(new Set(tombstones(world)).size).toBe(count)
      expect(tombstones(world)).toHaveLength(count)
      // Each conversation once, however often the erasure was gone on with.
      const begun = world.records().filter(({ event }) => event === 'conversation-erased')
      expect(begun).toHaveLength(world.tables.conversations.all().length)
      expect(replyOf(await readErasure(world, first.erasureId, by))).toEqual(last)
    },
  )

  test.each(failurePoints)('that fails at turn %i is finished by asking again, each submission once', async (at) => {
    const world = siteFixture()
    await storeSubmissions(world, 2)
    let turns = 0
    const failing: Turn = async () => {
      turns += 1
      if (turns === at) throw new Fault('storage-failed')
    }
    await expect(requestErasure(world, { conversationId }, { turn: failing })).rejects.toThrow('storage-failed')
    expect(replyOf(await requestErasure(world, { conversationId }))).toMatchObject({
      status: 'done',
      erasedSubmissions: 2,
    })
    expect(remainingCounts(world)).toEqual([0, 0])
    expect(tombstones(world)).toHaveLength(2)
  })
})

describe('who may erase what', () => {
  test('only who may erase data', async () => {
    const world = siteFixture()
    await storeSubmissions(world, 1)
    const { erasureId } = replyOf(await requestErasure(world, { conversationId: ConversationId.parse('chat-1') }))
    for (const profile of ['agent', 'agent-manager']) {
      const by = world.signIn(profile)
      expect(codeOf(await requestErasure(world, { conversationId }, { by }))).toBe('not-permitted')
      expect(codeOf(await readErasure(world, erasureId, by))).toBe('not-permitted')
    }
  })

  test('abuse 6: nothing of another site, and nothing that is not there', async () => {
    const world = siteFixture()
    const rival = SiteId.parse('rival')
    world.setSite({}, rival)
    const [theirs] = await storeSubmissions(world, 1, { siteId: rival, visitorRef: 'v' })
    if (theirs === undefined) throw new Error('one was kept')
    const { submissionId } = theirs
    for (const body of [{ conversationId }, { submissionId }, { visitorRef: 'v' }]) {
      expect(codeOf(await requestErasure(world, body))).toBe('not-found')
    }
    expect(remainingCounts(world)).toEqual([1, 1])
    const by = world.signIn('administrator', 'root', rival)
    const { erasureId } = replyOf(await requestErasure(world, { submissionId }, { by }))
    expect(codeOf(await readErasure(world, erasureId))).toBe('not-found')
    expect(codeOf(await readErasure(world, ErasureId.parse(submissionId), by))).toBe('not-found')
  })
})
