/** Erasure when a record that leads to the data, or the audit log, is missing. */
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../lambdas/core/fault.ts'
import { erase } from '../../../lambdas/pci-zone/erase.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { immediateTurn, type Turn } from '../../../local/memory/turns.ts'
import { acme, replyOf, request, siteFixture } from '../site-fixture.ts'
import { conversationId, remainingCounts, requestErasure, storeSubmissions, tombstones } from './erasure-fixture.ts'

describe('I8: while the audit log is unavailable', () => {
  const down: Turn = async (call) => {
    // The mark of a conversation is stored in one transaction with its record.
    if (call.startsWith('audit.') || call === 'conversations.erase') throw new Fault('audit-failed')
  }

  test.each([{ visitorRef: 'visitor 1' }, { conversationId }])(
    'an erasure of %o erases and marks nothing, and a retry after the outage erases the data',
    async (body) => {
      const fixture = siteFixture()
      const [kept] = await storeSubmissions(fixture, 2, { state: 'active', visitorRef: 'visitor 1' })
      if (kept === undefined) throw new Error('two were kept')
      const { submissionId: _, submittedAt, ...unsubmitted } = kept.form
      fixture.tables.forms.put(kept.formId, { ...unsubmitted, state: 'opened' })
      const { submissionId } = kept
      await fixture.ports().holding.put(submissionId, {}, 60)
      const stored = () =>
        [fixture.tables.conversations, fixture.tables.forms, fixture.tables.submissions].map((t) => t.all())
      const before = stored()
      await expect(requestErasure(fixture, body, { turn: down })).rejects.toThrow('audit-failed')
      expect(stored()).toEqual(before)
      expect(await fixture.ports().holding.take(submissionId)).toEqual({})
      expect(replyOf(await requestErasure(fixture, body))).toMatchObject({ status: 'done', erasedSubmissions: 1 })
      expect(fixture.tables.forms.all().filter(({ erasedAt }) => erasedAt === undefined)).toEqual([])
    },
  )
})

describe('an erasure of partly removed data', () => {
  test.each([{ visitorRef: 'visitor 1' }, { conversationId }])(
    'by %o erases submissions whose conversation has been removed',
    async (body) => {
      const fixture = siteFixture()
      const [kept] = await storeSubmissions(fixture, 2, { state: 'active', visitorRef: 'visitor 1' })
      if (kept === undefined) throw new Error('two were kept')
      fixture.tables.conversations.delete(keyOf.conversation(kept.conversation))
      expect(replyOf(await requestErasure(fixture, body))).toMatchObject({ status: 'done', erasedSubmissions: 2 })
      expect(remainingCounts(fixture)).toEqual([0, 0])
      expect(tombstones(fixture)).toHaveLength(2)
    },
  )

  test('finds a conversation by its stored visitor hash after the visitor reference is removed', async () => {
    const fixture = siteFixture()
    const [kept] = await storeSubmissions(fixture, 1, { visitorRef: 'visitor 1' })
    if (kept === undefined) throw new Error('one was kept')
    const { visitorRef, ...nameless } = kept.conversation
    fixture.tables.conversations.put(keyOf.conversation(nameless), nameless)
    expect(replyOf(await requestErasure(fixture, { visitorRef: 'visitor 1' }))).toMatchObject({ erasedSubmissions: 1 })
    expect(remainingCounts(fixture)).toEqual([0, 0])
  })

  test('neither counts nor records a submission that was removed after its retention period, but deletes the submission’s remaining data', async () => {
    const fixture = siteFixture()
    const [removed] = await storeSubmissions(fixture, 2)
    if (removed === undefined) throw new Error('two were kept')
    fixture.tables.submissions.delete(removed.submissionId)
    const reply = replyOf(await requestErasure(fixture, { conversationId }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(remainingCounts(fixture)).toEqual([0, 0])
    expect(tombstones(fixture)).toEqual([expect.not.stringContaining(removed.submissionId)])
    fixture.clock.advance(5)
    expect(replyOf(await requestErasure(fixture, { conversationId }))).toEqual(reply)
  })

  test('also counts a submission that a concurrent run erased first', async () => {
    const fixture = siteFixture()
    await storeSubmissions(fixture, 2)
    let other: Awaited<ReturnType<typeof requestErasure>> | undefined
    const overtaken: Turn = async (call, moment) => {
      if (call === 'stored.findStored' && moment === 'before')
        other ??= await requestErasure(fixture, { conversationId })
    }
    const reply = replyOf(await requestErasure(fixture, { conversationId }, { turn: overtaken }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    expect(other && replyOf(other)).toEqual(reply)
  })

  const formless = async () => {
    const fixture = siteFixture()
    const [kept] = await storeSubmissions(fixture, 2)
    if (kept === undefined) throw new Error('two were kept')
    const { formId, submissionId } = kept
    fixture.tables.forms.delete(formId)
    await fixture.ports().holding.put(submissionId, {}, 60)
    return { fixture, submissionId, formId }
  }

  test('erases a submission without a form by its id, leaves a tombstone, and returns the same receipt if repeated', async () => {
    const { fixture, submissionId } = await formless()
    const reply = replyOf(await requestErasure(fixture, { submissionId }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(remainingCounts(fixture)).toEqual([1, 1])
    expect(await fixture.ports().holding.take(submissionId)).toBeUndefined()
    expect(tombstones(fixture)).toEqual([submissionId])
    fixture.clock.advance(5)
    expect(replyOf(await requestErasure(fixture, { submissionId }))).toEqual(reply)
  })

  test('of a submission without a form is completed by a retry, regardless of where it failed', async () => {
    for (let at = 1; ; at++) {
      const { fixture, submissionId } = await formless()
      let turns = 0
      const failing: Turn = async () => {
        if (++turns === at) throw new Fault('storage-failed')
      }
      const first = await requestErasure(fixture, { submissionId }, { turn: failing }).catch(() => 'failed')
      expect(replyOf(await requestErasure(fixture, { submissionId }))).toMatchObject({
        status: 'done',
        erasedSubmissions: 1,
      })
      expect([remainingCounts(fixture), tombstones(fixture)]).toEqual([[1, 1], [submissionId]])
      if (first !== 'failed') return expect(at).toBeGreaterThan(15)
    }
  })

  test('finds a submission without a form in the chain of its conversation, and a retry completes the erasure, regardless of where it failed', async () => {
    for (let at = 1; ; at++) {
      const { fixture, submissionId, formId } = await formless()
      const ids = { siteId: acme, conversationId, formId, submissionId }
      const event = { event: 'form-submitted', actor: 'visitor', outcome: 'done', ...ids } as const
      await fixture.ports().audit.append(event, undefined)
      let turns = 0
      const failing: Turn = async () => {
        if (++turns === at) throw new Fault('storage-failed')
      }
      /** The pointer to the form exists. */
      const asked = async (turn: Turn) => {
        const ports = fixture.ports(turn)
        const listByConversation: typeof ports.forms.listByConversation = async (...page) => ({
          ...(await ports.forms.listByConversation(...page)),
          missing: [formId],
        })
        const by = fixture.signIn('administrator', 'root')
        const forms = { ...ports.forms, erase: ports.forms.erase, listByConversation }
        const body = { conversationId }
        return await erase({ ...ports, forms })(request(by, { path: {}, query: {}, body }))
      }
      const first = await asked(failing).catch(() => 'failed')
      expect(replyOf(await asked(immediateTurn))).toMatchObject({ status: 'done', erasedSubmissions: 2 })
      expect([remainingCounts(fixture), new Set(tombstones(fixture)).size, tombstones(fixture).length]).toEqual([
        [0, 0],
        2,
        2,
      ])
      if (first !== 'failed') return expect(at).toBeGreaterThan(25)
    }
  })
})
