import { expect } from 'vitest'
import { AgentId, ConversationId } from '../../contracts/identifiers.ts'
import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import type { FormPosition } from '../../lambdas/core/forms/form-position.ts'
import type { FormCondition } from '../../lambdas/core/forms/forms.ts'
import { newFormId, newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'

export function formsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const stored = async (alter: (form: FormRecord) => FormRecord = (form) => form) => {
    const { ports, now } = storage()
    const sample = newSampleRecords(now())
    const form = alter(sample.form)
    await storage().putForm(form, sample.openKey)
    const read = async () => (await ports.records.read({ form: form.formId })).form
    /** A condition with every part, which this form meets. */
    const condition: FormCondition = {
      states: ['sent', 'opened'],
      generation: form.generation,
      visitorHash: sample.visitorHash,
      unboundOrBoundTo: sample.visitorHash,
      notExpiredAt: form.expiresAt - 1,
    }
    return { ...ports, form, condition, read }
  }

  test('an allowed change returns the changed form', async () => {
    const { forms, form, condition, read } = await stored()
    const change = { state: 'declined', generation: 3, chainPlace: { sequence: 9, hash: 'a' } } as const
    expect(await forms.change(form, condition, change)).toEqual({ ...form, ...change })
    expect(await read()).toEqual({ ...form, ...change })
  })

  test('a change removes undefined fields and does not change fields that it does not include', async () => {
    const { forms, form, condition, read } = await stored()
    const change = { state: 'sent', visitorHash: undefined, openedAt: undefined, sealingKey: 'another-key' } as const
    await forms.change(form, condition, change)
    const { visitorHash, openedAt, ...rest } = form
    expect(await read()).toEqual({ ...rest, state: 'sent', sealingKey: 'another-key' })
  })

  test('a form that is not bound yet is bound to a visitor', async () => {
    const { forms, form, condition, read } = await stored(({ visitorHash, ...form }) => form)
    const { visitorHash, ...unbound } = condition
    await forms.change(form, unbound, { visitorHash: condition.unboundOrBoundTo })
    expect(await read()).toEqual({ ...form, visitorHash: condition.unboundOrBoundTo })
  })

  const broken: readonly (readonly [
    what: string,
    form: (form: FormRecord) => FormRecord,
    condition: (condition: FormCondition, form: FormRecord) => FormCondition,
  ])[] = [
    ['is in another state', (form) => ({ ...form, state: 'cancelled' }), (condition) => condition],
    ['is of a later generation', (form) => ({ ...form, generation: 3 }), (c) => ({ ...c, generation: 2 })],
    ['is of an earlier generation', (form) => ({ ...form, generation: 1 }), (c) => ({ ...c, generation: 2 })],
    ['belongs to another visitor', (form) => form, (c) => ({ ...c, visitorHash: newHash() })],
    ['has no visitor', ({ visitorHash, ...form }) => form, (condition) => condition],
    ['is bound to another visitor', (form) => form, (c) => ({ ...c, unboundOrBoundTo: newHash() })],
    ['expires at this millisecond', (form) => form, (c, form) => ({ ...c, notExpiredAt: form.expiresAt })],
    ['has expired', (form) => form, (c, form) => ({ ...c, notExpiredAt: form.expiresAt + 1 })],
    ['was closed with its conversation', (form) => ({ ...form, closedAt: 1 }), (condition) => condition],
    ['has been erased', (form) => ({ ...form, erasedAt: 1 }), (condition) => condition],
  ]
  for (const [what, alter, breakCondition] of broken) {
    test(`a form that ${what} is not changed`, async () => {
      const { forms, form, condition, read } = await stored(alter)
      const breaking = breakCondition(condition, form)
      expect(await forms.change(form, breaking, { state: 'declined' })).toBeUndefined()
      expect(await read()).toEqual(form)
    })
  }

  test('an unknown form is neither changed nor created', async () => {
    const { forms, records, form, condition } = await stored()
    const formId = newFormId()
    expect(await forms.change({ ...form, formId }, condition, { state: 'declined' })).toBeUndefined()
    await forms.end(formId, 7)
    expect(await records.read({ form: formId })).toEqual({})
  })

  test('only one of 50 concurrent, mutually exclusive changes takes effect', async () => {
    const { forms, form, condition } = await stored()
    const changes = await Promise.all(
      Array.from({ length: 50 }, () => forms.change(form, condition, { generation: form.generation + 1 })),
    )
    expect(changes.filter((changed) => changed !== undefined)).toEqual([{ ...form, generation: form.generation + 1 }])
  })

  test('a form in any state ends when its conversation ends, and keeps the first closing time', async () => {
    const { forms, form, read } = await stored((form) => ({ ...form, state: 'retrieved' }))
    await forms.end(form.formId, 7)
    await forms.end(form.formId, 8)
    expect(await read()).toEqual({ ...form, closedAt: 7 })
  })

  const pages = async (count: number, limit: number, { colleagues = 0 } = {}) => {
    const { ports, now } = storage()
    const sample = newSampleRecords(now())
    const { sender } = sample.form
    const sent = Array.from({ length: count }, () => ({ ...sample.form, formId: newFormId() }))
    const ofColleagues = Array.from({ length: colleagues }, (_all, index) => ({
      ...sample.form,
      formId: newFormId(),
      sender: { ...sender, subject: AgentId.parse(`colleague-${index}`) },
    }))
    const elsewhere = {
      ...sample.form,
      formId: newFormId(),
      conversationId: ConversationId.parse(`${sample.form.conversationId}-2`),
    }
    await ports.conversations.open(sample.conversation)
    for (const form of [...sent, ...ofColleagues, elsewhere])
      await storage().putForm(form, { ...sample.openKey, keyHash: newHash() })
    const found: FormRecord[][] = []
    let after: FormPosition | undefined
    do {
      const page = { limit, after, ...(colleagues > 0 && { sender }) }
      const { forms, next } = await ports.forms.listByConversation(sample.conversation, page)
      found.push([...forms])
      after = next
    } while (after !== undefined && found.length <= count)
    return { sent, found }
  }
  const byId = (one: FormRecord, other: FormRecord) => (one.formId < other.formId ? -1 : 1)

  test('the forms of a conversation are listed in pages, each form once, and no forms from another conversation are listed', async () => {
    const { sent, found } = await pages(7, 3)
    expect(found.map((page) => page.length)).toEqual([3, 3, 1])
    expect(found.flat().sort(byId)).toEqual(sent.toSorted(byId))
  })

  test('the forms of one sender are listed in pages, and no forms from other agents are listed', async () => {
    const { sent, found } = await pages(5, 3, { colleagues: 6 })
    expect(found.map((page) => page.length)).toEqual([3, 2])
    expect(found.flat().sort(byId)).toEqual(sent.toSorted(byId))
  })

  test('the last page of forms has no cursor, even if the page is full', async () => {
    expect((await pages(6, 3)).found.map((page) => page.length)).toEqual([3, 3])
  })

  test('a conversation without forms has one empty page', async () => {
    expect((await pages(0, 3)).found).toEqual([[]])
  })
}
