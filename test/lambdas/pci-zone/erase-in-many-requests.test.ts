/** Erasures whose data cannot be read in one request of five seconds. */
import { expect, test } from 'vitest'
import type { ErasureView } from '../../../contracts/steps/erase.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import { replyOf, type SiteFixture, siteFixture } from '../site-fixture.ts'
import { conversationId, remainingCounts, requestErasure, storeSubmissions, tombstones } from './erasure-fixture.ts'

const visitorRef = 'visitor 1'
const listingCalls = {
  conversation: 'forms.listByConversation',
  visitor: 'conversations.listByVisitor',
}

/** Each page takes two seconds, so a request reads three pages. */
const slow =
  (fixture: SiteFixture, target: keyof typeof listingCalls): Turn =>
  async (call, moment) => {
    if (call === listingCalls[target] && moment === 'after') fixture.clock.advance(2_000)
  }

/** The names of the conversations sort in the order of their numbers. */
const chat = (index: number) => `chat-${String(index).padStart(3, '0')}`

const storeConversations = async (fixture: SiteFixture, count: number) => {
  for (let index = 0; index < count; index++) {
    await storeSubmissions(fixture, 1, { conversationId: chat(index), state: 'active', visitorRef })
  }
}

/** Answers to a form that is sent later than anything before. */
const answersArrive = async (fixture: SiteFixture, index: number) => {
  fixture.clock.advance(1)
  await storeSubmissions(fixture, 1, { conversationId: chat(index), state: 'active', visitorRef })
}

const last = <Item>(items: readonly Item[]): Item => {
  const item = items.at(-1)
  if (item === undefined) throw new Error('there is none')
  return item
}

/** Repeats the request until the erasure is done, and returns the receipts. */
const repeat = async (
  fixture: SiteFixture,
  target: keyof typeof listingCalls,
  between: (receipt: ErasureView) => unknown = () => {},
) => {
  const body = target === 'visitor' ? { visitorRef } : { conversationId }
  const receipts = []
  for (let requests = 1; requests <= 12; requests++) {
    const receipt = replyOf(await requestErasure(fixture, body, { turn: slow(fixture, target) }))
    receipts.push(receipt)
    if (receipt.status === 'done') break
    await between(receipt)
  }
  return receipts
}

/** Lets answers arrive in a conversation once, when the check has passed `passed`. Returns their number. */
const arriveDuringCheck = (fixture: SiteFixture, { passed, index }: { passed: number; index: number }) => {
  let arrived = 0
  return {
    async between() {
      const hasPassed = fixture.tables.erasures.all().some(({ check }) => (check?.place ?? '') >= chat(passed))
      if (!hasPassed || arrived > 0) return
      arrived += 1
      await answersArrive(fixture, index)
    },
    count: () => arrived,
  }
}

test('an erasure of a visitor is done although no request has time to check all conversations', async () => {
  const fixture = siteFixture()
  await storeConversations(fixture, 150)
  const receipts = await repeat(fixture, 'visitor')
  expect(receipts.slice(0, -1).every(({ status }) => status === 'running')).toBe(true)
  expect(last(receipts)).toMatchObject({ status: 'done', erasedSubmissions: 150 })
  expect(remainingCounts(fixture)).toEqual([0, 0])
  expect(new Set(receipts.map(({ erasureId, erasedAt }) => `${erasureId} ${erasedAt}`)).size).toBe(1)
})

test('an erasure of a conversation is done although no request has time to read all of its forms', async () => {
  const fixture = siteFixture()
  await storeSubmissions(fixture, 450)
  const receipts = await repeat(fixture, 'conversation', ({ erasedSubmissions }) => {
    expect(erasedSubmissions).toBe(450 - (remainingCounts(fixture)[1] ?? 0))
  })
  expect(receipts.length).toBeGreaterThan(2)
  expect(last(receipts)).toMatchObject({ status: 'done', erasedSubmissions: 450 })
  expect(remainingCounts(fixture)).toEqual([0, 0])
  expect([tombstones(fixture).length, new Set(tombstones(fixture)).size]).toEqual([450, 450])
  const marks = fixture.records().filter(({ event }) => event === 'conversation-erased')
  expect(marks).toHaveLength(1)
})

test.each([
  ['before', 0],
  ['after', 59],
])('abuse 46: a long check finds answers that arrive %s its place between two requests', async (_, index) => {
  const fixture = siteFixture()
  await storeConversations(fixture, 60)
  const { between, count } = arriveDuringCheck(fixture, { passed: 0, index })
  const receipts = await repeat(fixture, 'visitor', between)
  expect(count()).toBe(1)
  expect(last(receipts)).toMatchObject({ status: 'done', erasedSubmissions: 61 })
  expect(remainingCounts(fixture)).toEqual([0, 0])
})

test('abuse 46: an erasure whose check no request has time for leaves only answers to forms sent after its `erasedAt`, and a repeated request erases these', async () => {
  const fixture = siteFixture()
  await storeConversations(fixture, 150)
  const { between, count } = arriveDuringCheck(fixture, { passed: 60, index: 60 })
  const first = last(await repeat(fixture, 'visitor', between))
  expect([count(), first.status]).toEqual([1, 'done'])
  const [left, ...more] = fixture.tables.submissions.all()
  expect(more).toEqual([])
  expect(left?.submittedAt).toBeGreaterThan(Date.parse(first.erasedAt))
  const marks = fixture.tables.conversations.all().map(({ erasedAt }) => erasedAt)
  expect(new Set(marks)).toEqual(new Set([Date.parse(first.erasedAt)]))
  const second = replyOf(await requestErasure(fixture, { visitorRef }))
  expect(second).toMatchObject({ status: 'done', erasedSubmissions: 1 })
  expect(second.erasureId).not.toBe(first.erasureId)
  expect(remainingCounts(fixture)).toEqual([0, 0])
})
