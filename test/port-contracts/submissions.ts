import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { ConversationId, FormId, SiteId, SubmissionId } from '../../contracts/identifiers.ts'
import { chainHeadOf, conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { StoreTransaction, TransactionRefusal } from '../../lambdas/pci-zone/vault/submissions.ts'
import { newClaimant, newHash, type SampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { expectUnbrokenChain, storedState, storeOpenedForm } from './stored-samples.ts'

/** The same request by another invocation, with another claimant and another submission. */
const byAnotherInvocation = (
  { store }: SampleRecords,
  key: Partial<StoreTransaction['key']> = {},
): StoreTransaction => {
  const submissionId = SubmissionId.parse(randomUUID())
  return {
    ...store,
    key: { ...store.key, claimant: newClaimant(), ...key },
    event: { ...store.event, submissionId },
  }
}

export function submissionsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  test('store spends the key, advances the form and adds submission, data key and record in one transaction', async () => {
    const sample = await storeOpenedForm(storage())
    const { store, form, submitKey, submission, dataKey, conversation, event, now } = sample
    const outcome = await storage().ports.submissions.store(store)
    const { submitting, chain } = await storedState(storage(), sample)
    const [record] = chain
    const head = record && chainHeadOf(record)
    expect(outcome).toEqual({ stored: head })
    expect(chain).toHaveLength(1)
    expect(record).toMatchObject(event)
    expect(submitting).toEqual({
      conversation,
      key: { ...submitKey, claimedBy: store.key.claimant },
      form: {
        ...form,
        state: 'submitted',
        submittedAt: now,
        submissionId: submission.submissionId,
        chainPlace: head,
      },
      submission,
      dataKey,
    })
  })

  type Broken = readonly [
    what: string,
    refusedBy: TransactionRefusal['refusedBy'],
    alter: (sample: SampleRecords) => Partial<SampleRecords>,
  ]
  const key = (change: (sample: SampleRecords) => Partial<SampleRecords['submitKey']>) => (sample: SampleRecords) => ({
    submitKey: { ...sample.submitKey, ...change(sample) },
  })
  const form = (change: (sample: SampleRecords) => Partial<SampleRecords['form']>) => (sample: SampleRecords) => ({
    form: { ...sample.form, ...change(sample) },
  })
  const conversation =
    (change: (sample: SampleRecords) => Partial<SampleRecords['conversation']>) => (sample: SampleRecords) => ({
      conversation: { ...sample.conversation, ...change(sample) },
    })
  const broken: readonly Broken[] = [
    ['the key is unknown', 'key', key(() => ({ keyHash: newHash() }))],
    ['the key is claimed by another invocation', 'key', key(() => ({ claimedBy: newClaimant() }))],
    ['the key is for opening', 'key', key(() => ({ action: 'open' }))],
    ['the key is for retrieving', 'key', key(() => ({ action: 'retrieve' }))],
    ['the key is of another site', 'key', key(() => ({ siteId: SiteId.parse('another') }))],
    ['the key is of another form', 'key', key(() => ({ formId: FormId.parse(randomUUID()) }))],
    ['the key is of another generation', 'key', key(() => ({ generation: 1 }))],
    ['the key is of another visitor', 'key', key(() => ({ subject: newHash() }))],
    ['the key has no visitor', 'key', key(() => ({ subject: undefined }))],
    ['the key expires at this millisecond', 'key', key(({ now }) => ({ expiresAt: now }))],
    ['the form is unknown', 'form', form(() => ({ formId: FormId.parse(randomUUID()) }))],
    ['the form has only been sent', 'form', form(() => ({ state: 'sent' }))],
    ['the form is submitted', 'form', form(() => ({ state: 'submitted' }))],
    ['the form is declined', 'form', form(() => ({ state: 'declined' }))],
    ['the form is of a later generation', 'form', form(() => ({ generation: 3 }))],
    ['the form is of another visitor', 'form', form(() => ({ visitorHash: newHash() }))],
    ['the form expires at this millisecond', 'form', form(({ now }) => ({ expiresAt: now }))],
    ['the form was closed with its conversation', 'form', form(() => ({ closedAt: 1 }))],
    ['the form has been erased', 'form', form(() => ({ erasedAt: 1 }))],
    ['the conversation is closed', 'conversation', conversation(() => ({ state: 'closed', closedAt: 1 }))],
    [
      'the conversation was erased after the send',
      'conversation',
      conversation((s) => ({ erasedAt: s.form.sentAt + 1 })),
    ],
    [
      'the conversation was erased at the time of the send',
      'conversation',
      conversation((s) => ({ erasedAt: s.form.sentAt })),
    ],
  ]
  for (const [what, refusedBy, alter] of broken) {
    test(`store is refused and changes nothing when ${what}`, async () => {
      const sample = await storeOpenedForm(storage(), (sample) => ({ ...sample, ...alter(sample) }))
      const before = await storedState(storage(), sample)
      expect(await storage().ports.submissions.store(sample.store)).toEqual({ refusedBy })
      expect(await storedState(storage(), sample)).toEqual(before)
    })
  }

  test('store is refused when the conversation does not exist', async () => {
    const sample = await storeOpenedForm(storage())
    const elsewhere = { ...sample.store.event, conversationId: ConversationId.parse('another') }
    expect(await storage().ports.submissions.store({ ...sample.store, event: elsewhere })).toEqual({
      refusedBy: 'conversation',
    })
  })

  test('store is not affected by an erasure that ended before the form was sent', async () => {
    const sample = await storeOpenedForm(storage(), (sample) => ({
      ...sample,
      conversation: { ...sample.conversation, erasedAt: sample.form.sentAt - 1 },
    }))
    expect(await storage().ports.submissions.store(sample.store)).toHaveProperty('stored')
  })

  test('store accepts a key that the same invocation has claimed', async () => {
    const sample = await storeOpenedForm(storage(), (sample) => ({
      ...sample,
      submitKey: { ...sample.submitKey, claimedBy: sample.store.key.claimant },
    }))
    expect(await storage().ports.submissions.store(sample.store)).toHaveProperty('stored')
  })

  test('store is refused because of the key if both the key and the form are invalid', async () => {
    const sample = await storeOpenedForm(storage())
    await storage().ports.submissions.store(sample.store)
    expect(await storage().ports.submissions.store(byAnotherInvocation(sample))).toEqual({ refusedBy: 'key' })
  })

  test('only one of 50 concurrent invocations with one key stores the answers, and the others store nothing', async () => {
    const sample = await storeOpenedForm(storage())
    const processes = Array.from({ length: 5 }, storage().anotherProcess)
    const others = Array.from({ length: 50 }, () => byAnotherInvocation(sample))
    const outcomes = await Promise.all(
      others.map((other, index) => processes[index % processes.length]?.submissions.store(other)),
    )
    const winner = others[outcomes.findIndex((outcome) => outcome && 'stored' in outcome)]
    expect(outcomes.filter((outcome) => outcome && 'stored' in outcome)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome && 'refusedBy' in outcome)).toEqual(
      Array(49).fill({ refusedBy: 'key' }),
    )
    const { submitting, chain } = await storedState(storage(), sample)
    expect(submitting.key?.claimedBy).toBe(winner?.key.claimant)
    expect(submitting.form?.submissionId).toBe(winner?.event.submissionId)
    expect(chain).toHaveLength(1)
    for (const { event } of others.filter((other) => other !== winner)) {
      const { submissionId } = event
      const left = await storage().ports.records.read({ submission: submissionId, dataKey: submissionId })
      expect(left).toEqual({})
    }
  })

  test('only one of two valid keys of a form stores the answers, and the other stays unspent', async () => {
    const sample = await storeOpenedForm(storage())
    const other = { ...sample.submitKey, keyHash: newHash() }
    await storage().ports.keys.add(other)
    await storage().ports.submissions.store(sample.store)
    expect(await storage().ports.submissions.store(byAnotherInvocation(sample, { keyHash: other.keyHash }))).toEqual({
      refusedBy: 'form',
    })
    expect(await storage().ports.records.read({ key: other.keyHash })).toEqual({ key: other })
  })

  test('store needs only one more read if the hint is stale or another process has appended a record', async () => {
    const sample = await storeOpenedForm(storage())
    const { audit } = storage().anotherProcess()
    const first = await audit.append(sample.event, undefined)
    for (let count = 0; count < 5; count++) await audit.append(sample.event, undefined)
    const stored = await storage()
      .anotherProcess()
      .submissions.store({ ...sample.store, after: first })
    expect(stored).toMatchObject({ stored: { sequence: 7 } })
    expectUnbrokenChain(await storage().chain(conversationChain(sample.event)))
  })
}
