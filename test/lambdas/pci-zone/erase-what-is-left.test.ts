/** Erasing when something that leads to it, or the audit log, is not there. */
import { describe, expect, test } from 'vitest'
import { Fault } from '../../../lambdas/core/fault.ts'
import { erase } from '../../../lambdas/pci-zone/erase.ts'
import { keyOf } from '../../../local/memory/tables.ts'
import { immediateTurn, type Turn } from '../../../local/memory/turns.ts'
import { acme, replyOf, request, siteFixture } from '../site-fixture.ts'
import { conversationId, remainingCounts, requestErasure, storeSubmissions, tombstones } from './erasure-fixture.ts'

describe('I8: while the audit log is down', () => {
  const down: Turn = async (call) => {
    if (call.startsWith('audit.')) throw new Fault('audit-failed')
  }

  test.each([{ visitorRef: 'visitor 1' }, { conversationId }])(
    'nothing is erased by %o, not even marked, and asking again later erases it',
    async (body) => {
      const world = siteFixture()
      const [kept] = await storeSubmissions(world, 2, { state: 'active', visitorRef: 'visitor 1' })
      if (kept === undefined) throw new Error('two were kept')
      const { submissionId: _, submittedAt, ...unsubmitted } = kept.form
      world.tables.forms.put(kept.formId, { ...unsubmitted, state: 'opened' })
      const { submissionId } = kept
      await world.ports().holding.put(submissionId, {}, 60)
      const stored = () =>
        [world.tables.conversations, world.tables.forms, world.tables.submissions].map((t) => t.all())
      const before = stored()
      await expect(requestErasure(world, body, { turn: down })).rejects.toThrow('audit-failed')
      expect(stored()).toEqual(before)
      expect(await world.ports().holding.take(submissionId)).toEqual({})
      expect(replyOf(await requestErasure(world, body))).toMatchObject({ status: 'done', erasedSubmissions: 1 })
      expect(world.tables.forms.all().filter(({ erasedAt }) => erasedAt === undefined)).toEqual([])
    },
  )
})

describe('what leads to a submission may be gone before it', () => {
  test.each([{ visitorRef: 'visitor 1' }, { conversationId }])(
    'its conversation: it is erased by %o all the same',
    async (body) => {
      const world = siteFixture()
      const [kept] = await storeSubmissions(world, 2, { state: 'active', visitorRef: 'visitor 1' })
      if (kept === undefined) throw new Error('two were kept')
      world.tables.conversations.delete(keyOf.conversation(kept.conversation))
      expect(replyOf(await requestErasure(world, body))).toMatchObject({ status: 'done', erasedSubmissions: 2 })
      expect(remainingCounts(world)).toEqual([0, 0])
      expect(tombstones(world)).toHaveLength(2)
    },
  )

  test('the name of its visitor: a conversation that names nobody is theirs who were named with it', async () => {
    const world = siteFixture()
    const [kept] = await storeSubmissions(world, 1, { visitorRef: 'visitor 1' })
    if (kept === undefined) throw new Error('one was kept')
    const { visitorRef, ...nameless } = kept.conversation
    world.tables.conversations.put(keyOf.conversation(nameless), nameless)
    expect(replyOf(await requestErasure(world, { visitorRef: 'visitor 1' }))).toMatchObject({ erasedSubmissions: 1 })
    expect(remainingCounts(world)).toEqual([0, 0])
  })

  test('itself, when its retention was over: it is not counted, has no tombstone, and what is left of it goes', async () => {
    const world = siteFixture()
    const [removed] = await storeSubmissions(world, 2)
    if (removed === undefined) throw new Error('two were kept')
    world.tables.submissions.delete(removed.submissionId)
    const reply = replyOf(await requestErasure(world, { conversationId }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(remainingCounts(world)).toEqual([0, 0])
    expect(tombstones(world)).toEqual([expect.not.stringContaining(removed.submissionId)])
    world.clock.advance(5)
    expect(replyOf(await requestErasure(world, { conversationId }))).toEqual(reply)
  })

  test('itself, for another run of the same erasure was quicker: it is counted by both', async () => {
    const world = siteFixture()
    await storeSubmissions(world, 2)
    let other: Awaited<ReturnType<typeof requestErasure>> | undefined
    const overtaken: Turn = async (call, moment) => {
      if (call === 'stored.findStored' && moment === 'before') other ??= await requestErasure(world, { conversationId })
    }
    const reply = replyOf(await requestErasure(world, { conversationId }, { turn: overtaken }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 2 })
    expect(other && replyOf(other)).toEqual(reply)
  })

  const formless = async () => {
    const world = siteFixture()
    const [kept] = await storeSubmissions(world, 2)
    if (kept === undefined) throw new Error('two were kept')
    const { formId, submissionId } = kept
    world.tables.forms.delete(formId)
    await world.ports().holding.put(submissionId, {}, 60)
    return { world, submissionId, formId }
  }

  test('its form: it is erased by its own id, with a tombstone, and asking again answers the same', async () => {
    const { world, submissionId } = await formless()
    const reply = replyOf(await requestErasure(world, { submissionId }))
    expect(reply).toMatchObject({ status: 'done', erasedSubmissions: 1 })
    expect(remainingCounts(world)).toEqual([1, 1])
    expect(await world.ports().holding.take(submissionId)).toBeUndefined()
    expect(tombstones(world)).toEqual([submissionId])
    world.clock.advance(5)
    expect(replyOf(await requestErasure(world, { submissionId }))).toEqual(reply)
  })

  test('its form: wherever its erasure fails, asking again finishes it, once', async () => {
    for (let at = 1; ; at++) {
      const { world, submissionId } = await formless()
      let turns = 0
      const failing: Turn = async () => {
        if (++turns === at) throw new Fault('storage-failed')
      }
      const first = await requestErasure(world, { submissionId }, { turn: failing }).catch(() => 'failed')
      expect(replyOf(await requestErasure(world, { submissionId }))).toMatchObject({
        status: 'done',
        erasedSubmissions: 1,
      })
      expect([remainingCounts(world), tombstones(world)]).toEqual([[1, 1], [submissionId]])
      if (first !== 'failed') return expect(at).toBeGreaterThan(15)
    }
  })

  test('its form: by its conversation it is found in the chain, and wherever that fails, asking again finishes it, once', async () => {
    for (let at = 1; ; at++) {
      const { world, submissionId, formId } = await formless()
      const ids = { siteId: acme, conversationId, formId, submissionId }
      const event = { event: 'form-submitted', actor: 'visitor', outcome: 'done', ...ids } as const
      await world.ports().audit.append(event, undefined)
      let turns = 0
      const failing: Turn = async () => {
        if (++turns === at) throw new Fault('storage-failed')
      }
      /** The pointer to the form is there. */
      const asked = async (turn: Turn) => {
        const ports = world.ports(turn)
        const listByConversation: typeof ports.forms.listByConversation = async (...page) => ({
          ...(await ports.forms.listByConversation(...page)),
          missing: [formId],
        })
        const by = world.signIn('administrator', 'root')
        const forms = { ...ports.forms, erase: ports.forms.erase, listByConversation }
        const body = { conversationId }
        return await erase({ ...ports, forms })(request(by, { path: {}, query: {}, body }))
      }
      const first = await asked(failing).catch(() => 'failed')
      expect(replyOf(await asked(immediateTurn))).toMatchObject({ status: 'done', erasedSubmissions: 2 })
      expect([remainingCounts(world), new Set(tombstones(world)).size, tombstones(world).length]).toEqual([
        [0, 0],
        2,
        2,
      ])
      if (first !== 'failed') return expect(at).toBeGreaterThan(25)
    }
  })
})
