import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { AgentId, ConversationId, ErasureId } from '../../contracts/identifiers.ts'
import { conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { ErasureRecord } from '../../lambdas/core/erasure/erasures.ts'
import { FormPosition } from '../../lambdas/core/forms/form-position.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import { maxErasuresPerTransaction } from '../../lambdas/pci-zone/vault/submission-erasures.ts'
import { newFormId, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds, expectUnbrokenChain, storeOpenedForm } from './stored-samples.ts'

export function erasuresContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const fresh = () => {
    const { ports, now } = storage()
    const { siteId, conversation } = newSampleRecords(now())
    const { conversationId } = conversation
    const erasure: ErasureRecord = {
      erasureId: ErasureId.parse(randomUUID()),
      siteId,
      target: { conversationId },
      status: 'running',
      erasedAt: now(),
      erasedSubmissions: 0,
    }
    return { erasures: ports.erasures, erasure, siteId }
  }

  test('an erasure is found only by its id or its target', async () => {
    const { erasures, erasure, siteId } = fresh()
    expect(await erasures.latestFor(siteId, erasure.target)).toBeUndefined()
    expect(await erasures.begin(erasure, undefined)).toBe(true)
    expect(await erasures.get(siteId, erasure.erasureId)).toEqual(erasure)
    expect(await erasures.latestFor(siteId, erasure.target)).toEqual(erasure)
    expect(await erasures.latestFor(siteId, { visitorHash: hashOf('a') })).toBeUndefined()
    expect(await erasures.get(fresh().siteId, erasure.erasureId)).toBeUndefined()
    expect(await erasures.get(siteId, ErasureId.parse(randomUUID()))).toBeUndefined()
  })

  test('only one of 20 concurrent erasures of the same target is stored', async () => {
    const { erasures, erasure, siteId } = fresh()
    const all = Array.from({ length: 20 }, () => ({ ...erasure, erasureId: ErasureId.parse(randomUUID()) }))
    const begun = await Promise.all(all.map((one) => erasures.begin(one, undefined)))
    expect(begun.filter(Boolean)).toHaveLength(1)
    const winner = all[begun.indexOf(true)]
    expect(await erasures.latestFor(siteId, erasure.target)).toEqual(winner)
    expect(await erasures.begin(erasure, undefined)).toBe(false)
    const next = { ...erasure, erasureId: ErasureId.parse(randomUUID()) }
    expect(await erasures.begin(next, winner?.erasureId)).toBe(true)
    expect(await erasures.latestFor(siteId, erasure.target)).toEqual(next)
  })

  test('the progress of an erasure never decreases, and a completed erasure stays completed', async () => {
    const { erasures, erasure, siteId } = fresh()
    const [a, b] = [ConversationId.parse('a'), ConversationId.parse('b')]
    const at = (place: ConversationId, erasedSubmissions: number) => ({ ...erasure, place, erasedSubmissions })
    const read = () => erasures.get(siteId, erasure.erasureId)
    await erasures.begin(erasure, undefined)
    await erasures.advance({ ...erasure, beyondPlace: 4 })
    expect(await read()).toEqual({ ...erasure, beyondPlace: 4 })
    await erasures.advance({ ...at(b, 7), beyondPlace: 0 })
    await erasures.advance({ ...at(a, 3), beyondPlace: 2 })
    expect(await erasures.advance({ ...erasure, beyondPlace: 5 })).toBe(false)
    expect(await read()).toEqual({ ...at(b, 7), beyondPlace: 0 })
    await erasures.advance({ ...at(b, 9), status: 'done' })
    await erasures.advance(at(ConversationId.parse('c'), 20))
    expect(await read()).toEqual({ ...at(b, 9), beyondPlace: 0, status: 'done' })
  })

  test('the next round of an erasure begins once, adds the counts, and ignores updates of an earlier round', async () => {
    const { erasures, erasure, siteId } = fresh()
    const read = () => erasures.get(siteId, erasure.erasureId)
    const walked = { ...erasure, place: ConversationId.parse('b'), erasedSubmissions: 7, beyondPlace: 2 }
    const { erasedAt } = erasure
    await erasures.begin(erasure, undefined)
    expect(await erasures.advance(walked)).toBe(true)
    const begun = await Promise.all([1, 2, 3].map((later) => erasures.beginRound(walked, erasedAt + later)))
    const [second, ...more] = begun.filter((round) => round !== undefined)
    expect([await read(), more]).toEqual([second, []])
    if (second === undefined) return
    expect(second).toEqual({ ...erasure, erasedAt: second.erasedAt, earlierSubmissions: 7 })
    expect(await erasures.advance({ ...walked, status: 'done' })).toBe(false)
    expect(await read()).toEqual(second)
    const third = await erasures.beginRound({ ...second, erasedSubmissions: 4 }, erasedAt + 9)
    expect(await read()).toEqual({ ...erasure, erasedAt: erasedAt + 9, earlierSubmissions: 11 })
    if (third === undefined) return
    expect(await erasures.advance({ ...third, status: 'done' })).toBe(true)
    expect(await erasures.beginRound(third, erasedAt + 10)).toBeUndefined()
    expect(await read()).toEqual({ ...third, status: 'done' })
  })

  test('the progress within a conversation and of the check never decreases, and the next round removes it', async () => {
    const { erasures, erasure, siteId } = fresh()
    const [a, b] = [newFormId(), newFormId()].map((formId) => FormPosition.parse(`${'0'.repeat(16)}#${formId}`)).sort()
    if (a === undefined || b === undefined) throw new Error('there are two positions')
    const read = () => erasures.get(siteId, erasure.erasureId)
    const walked = { ...erasure, formPlace: b, erasedSubmissions: 7, beyondPlace: 1 }
    await erasures.begin(erasure, undefined)
    expect(await erasures.advance(walked)).toBe(true)
    expect(await erasures.advance({ ...walked, formPlace: a, erasedSubmissions: 3 })).toBe(false)
    expect(await erasures.advance({ ...erasure, beyondPlace: 2 })).toBe(false)
    expect(await read()).toEqual(walked)

    const checking = { ...walked, erasedSubmissions: 9, beyondPlace: 0, check: {} }
    expect(await erasures.advance(checking)).toBe(true)
    expect(await read()).toEqual(checking)
    for (const check of [{ place: ConversationId.parse('b') }, { place: ConversationId.parse('b'), formPlace: b }]) {
      expect(await erasures.advance({ ...checking, check })).toBe(true)
      expect(await erasures.advance({ ...checking, check: { ...check, place: ConversationId.parse('a') } })).toBe(false)
      expect(await erasures.advance(checking)).toBe(false)
      expect(await erasures.advance(walked)).toBe(false)
      expect(await read()).toEqual({ ...checking, check })
    }
    const next = await erasures.beginRound(checking, erasure.erasedAt + 1)
    expect(next).toEqual({ ...erasure, erasedAt: erasure.erasedAt + 1, earlierSubmissions: 9 })
    expect(await read()).toEqual(next)
  })

  test('an erasure whose check has come to an end is done, even if another run has come less far', async () => {
    const { erasures, erasure, siteId } = fresh()
    const checking = { ...erasure, place: ConversationId.parse('c'), check: { place: ConversationId.parse('b') } }
    await erasures.begin(erasure, undefined)
    await erasures.advance(checking)
    expect(await erasures.advance({ ...checking, check: {}, status: 'done' })).toBe(true)
    expect(await erasures.get(siteId, erasure.erasureId)).toMatchObject({ status: 'done' })
  })

  test('marking a conversation as erased changes nothing else, and the mark never moves back', async () => {
    const { ports, now } = storage()
    const { conversation } = newSampleRecords(now())
    const read = async () => (await ports.records.read({ conversation })).conversation
    await ports.conversations.erase(conversation, 5)
    expect(await read()).toBeUndefined()
    await ports.conversations.open(conversation)
    await ports.conversations.erase(conversation, 5)
    await ports.conversations.erase(conversation, 4)
    expect(await read()).toEqual({ ...conversation, erasedAt: 5 })
  })

  test('a visitor’s conversations are listed in pages, whether the visitor reference was set when the conversation was opened or later', async () => {
    const { ports, now } = storage()
    const { siteId, conversation } = newSampleRecords(now())
    const agentId = AgentId.parse('agent-7')
    const agentIssuer = 'https://issuer.example'
    const ids = ['a', 'b', 'c'].map((id) => ConversationId.parse(id))
    const [a, b, c] = ids
    const ref = 'visitor \u{1f426}'
    for (const conversationId of [c, a]) {
      if (conversationId) await ports.conversations.open({ ...conversation, conversationId, visitorRef: ref })
    }
    if (b) {
      await ports.conversations.open({ ...conversation, conversationId: b })
      await ports.conversations.assign(
        { siteId, conversationId: b },
        { agentId, agentIssuer, visitorRef: ref, now: now() },
      )
    }
    const visitor = { siteId, visitorHash: hashOf(ref) }
    const first = await ports.conversations.listByVisitor(visitor, { limit: 2 })
    expect(first).toEqual({ conversationIds: [a, b], next: b })
    expect(await ports.conversations.listByVisitor(visitor, { limit: 2, after: first.next })).toEqual({
      conversationIds: [c],
    })
    expect(await ports.conversations.listByVisitor({ siteId, visitorHash: hashOf('x') }, { limit: 2 })).toEqual({
      conversationIds: [],
    })
  })

  test('a form without a submission is marked as erased, but not if the form was sent after the erasure', async () => {
    const { ports, now } = storage()
    const { form, submitted, openKey } = newSampleRecords(now())
    const read = async (formId = form.formId) => (await ports.records.read({ form: formId })).form
    const other = { ...submitted, formId: newFormId() }
    await ports.forms.erase(form.formId, form.sentAt)
    expect(await read()).toBeUndefined()
    await storage().putForm(form, openKey)
    await storage().putForm(other, { ...openKey, keyHash: hashOf(other.formId) })
    await ports.forms.erase(form.formId, form.sentAt - 1)
    expect(await read()).toEqual(form)
    await ports.forms.erase(form.formId, form.sentAt)
    await ports.forms.erase(form.formId, form.sentAt + 5)
    expect(await read()).toEqual({ ...form, erasedAt: form.sentAt })
    await ports.forms.erase(other.formId, other.sentAt)
    expect(await read(other.formId)).toEqual(other)
  })

  const submitted = async () => {
    const sample = await storeOpenedForm(storage())
    await storage().ports.submissions.store(sample.store)
    const { formId } = sample.form
    const { submissionId } = sample.submission
    const read = () => storage().ports.records.read({ form: formId, submission: submissionId, dataKey: submissionId })
    const erased = { ...sample.event, event: 'submission-erased', actor: 'agent:root' } as const
    const erasure = { tombstones: [erased], erasedAt: sample.now + 5, after: undefined, now: sample.now + 5 } as const
    return { sample, read, erased, erasure }
  }

  test('only one of 20 concurrent erasures of a submission succeeds and leaves one record', async () => {
    const { sample, read, erasure } = await submitted()
    const processes = Array.from({ length: 4 }, storage().anotherProcess)
    const erased = await Promise.all(
      processes.flatMap(({ submissionErasures }) => Array.from({ length: 5 }, () => submissionErasures.erase(erasure))),
    )
    expect(erased.filter(Boolean)).toHaveLength(1)
    const found = await read()
    expect(Object.keys(found)).toEqual(['form'])
    expect(found.form).toMatchObject({ erasedAt: erasure.erasedAt, state: 'submitted' })
    const chain = await storage().chain(conversationChain(sample.event))
    expect(chain.map(({ event }) => event)).toEqual(['form-submitted', 'submission-erased'])
  })

  test('the submissions of a conversation are erased together with one record each, and none is erased if one of them was already erased', async () => {
    const first = await submitted()
    const { conversationId, siteId } = first.sample.event
    const others = await Promise.all(Array.from({ length: maxErasuresPerTransaction - 1 }, submitted))
    const inOne = others.map(({ erased }) => ({ ...erased, siteId, conversationId }))
    const tombstones = [first.erased, ...inOne] as const
    const { submissionErasures } = storage().ports
    expect(await submissionErasures.erase({ ...first.erasure, tombstones })).toBe(true)
    for (const { read } of [first, ...others]) expect(Object.keys(await read())).toEqual(['form'])
    const chain = await storage().chain(conversationChain(first.sample.event))
    const recorded = chain.filter(({ event }) => event === 'submission-erased')
    expect(recorded.map(({ submissionId }) => submissionId)).toEqual(tombstones.map((each) => each.submissionId))
    expectUnbrokenChain(chain)

    const late = await submitted()
    const { formId, submissionId } = first.erased
    const mixed = [late.erased, { ...late.erased, formId, submissionId }] as const
    expect(await submissionErasures.erase({ ...late.erasure, tombstones: mixed })).toBe(false)
    expect(Object.keys(await late.read())).toHaveLength(3)
  })

  test('a submission is not erased through another submission’s form', async () => {
    const { read, erased, erasure } = await submitted()
    const other = await submitted()
    const { submissionId } = other.erased
    const tombstones = [{ ...erased, submissionId }] as const
    expect(await storage().ports.submissionErasures.erase({ ...erasure, tombstones })).toBe(false)
    expect(Object.keys(await read())).toHaveLength(3)
    expect(Object.keys(await other.read())).toHaveLength(3)
  })

  test('findStored returns only the ids of stored submissions', async () => {
    const { stored, submissionErasures } = storage().ports
    const [one, other] = [await submitted(), await submitted()]
    await submissionErasures.erase(other.erasure)
    const unknownIds = Array.from({ length: 120 }, () => newSampleRecords(0).submission.submissionId)
    const { submissionId } = one.erased
    expect(await stored.findStored([...unknownIds, other.erased.submissionId, submissionId])).toEqual(
      new Set([submissionId]),
    )
    expect(await stored.findStored([])).toEqual(new Set())
  })

  test('stored submissions are described without their ciphertext, and erased submissions are left out', async () => {
    const { stored, records, submissionErasures } = storage().ports
    const [one, other] = [await submitted(), await submitted()]
    await submissionErasures.erase(other.erasure)
    const { submissionId } = one.erased
    const { message: _, ...description } = (await records.read({ submission: submissionId })).submission ?? {}
    expect(description).toHaveProperty('submittedAt')
    const found = await stored.describe([other.erased.submissionId, submissionId, submissionId])
    expect(found).toEqual(new Map([[submissionId, description]]))
    expect(await stored.describe([])).toEqual(new Map())
  })

  test('erasing the remaining data of a removed submission deletes its data key and its id in the form', async () => {
    const { read, erased, erasure } = await submitted()
    const { formId, submissionId } = erased
    const { submissionErasures } = storage().ports
    const { erasedAt } = erasure
    const before = await read()
    expect(await submissionErasures.eraseRemainingData({ formId, submissionId, erasedAt })).toBe(true)
    const after = await read()
    const { submissionId: _, ...form } = before.form ?? {}
    expect([after.form, after.dataKey]).toEqual([{ ...form, erasedAt }, undefined])
    expect(await submissionErasures.eraseRemainingData({ formId, submissionId, erasedAt: erasedAt + 1 })).toBe(false)
    expect(await read()).toEqual(after)
  })

  test('only one of 20 concurrent erasures of a submission without a form succeeds and leaves one record', async () => {
    const { sample, read, erased, erasure } = await submitted()
    const formless = { tombstone: erased, after: undefined, now: erasure.now }
    const processes = Array.from({ length: 4 }, storage().anotherProcess)
    const done = await Promise.all(
      processes.flatMap(({ submissionErasures }) =>
        Array.from({ length: 5 }, () => submissionErasures.eraseOrphanedSubmission(formless)),
      ),
    )
    expect(done.filter(Boolean)).toHaveLength(1)
    expect(Object.keys(await read())).toEqual(['form'])
    const chain = await storage().chain(conversationChain(sample.event))
    expect(chain.map(({ event }) => event)).toEqual(['form-submitted', 'submission-erased'])
    expectUnbrokenChain(chain)
  })

  test('a submission cannot be viewed if its form or its conversation is marked as erased', async () => {
    const { ports, putPerson } = storage()
    for (const mark of ['form', 'conversation'] as const) {
      const { sample, erasure } = await submitted()
      const { conversation, session, known, release, now } = sample
      await ports.sessions.create(session, Math.ceil(now / 1000) + daySeconds)
      await putPerson(known)
      await ports.conversations.close(conversation, now)
      if (mark === 'form') await ports.submissionErasures.erase(erasure)
      else await ports.conversations.erase(conversation, sample.form.sentAt)
      expect(await ports.views.view(release)).toEqual({ refusedBy: mark })
    }
  })
}
