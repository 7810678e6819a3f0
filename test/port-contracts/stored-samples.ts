/** Sample records put into a store, and everything that the store contains of them. */
import { expect } from 'vitest'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { conversationChain, emptyChainHead, recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import { newSampleRecords, type SampleRecords } from './sample-records.ts'
import type { StorageUnderTest } from './storage-under-test.ts'

export const daySeconds = 86_400

/** New sample records, optionally changed, of an opened form: conversation, form, open key and submit key are stored. */
export async function storeOpenedForm(
  { ports, putForm, now }: StorageUnderTest,
  alter: (sample: SampleRecords) => SampleRecords = (sample) => sample,
): Promise<SampleRecords> {
  const sample = alter(newSampleRecords(now()))
  await ports.conversations.open(sample.conversation)
  await putForm(sample.form, sample.openKey)
  await ports.keys.add(sample.submitKey)
  return sample
}

/** New sample records, optionally changed, of a submitted form whose sender may retrieve it. */
export async function storeSubmittedForm(
  storage: StorageUnderTest,
  alter: (sample: SampleRecords) => SampleRecords = (sample) => sample,
): Promise<SampleRecords> {
  const { ports, now } = storage
  const sample = alter(newSampleRecords(now()))
  await ports.conversations.open(sample.conversation)
  await storage.putForm(sample.submitted, sample.openKey)
  await ports.keys.add(sample.retrieveKey)
  await ports.sessions.create(sample.session, Math.ceil(sample.now / 1000) + daySeconds)
  await storage.putPerson(sample.known)
  return sample
}

/** Everything that a transaction could have changed. */
export const storedState = async ({ ports, chain }: StorageUnderTest, sample: SampleRecords) => ({
  submitting: await ports.records.read({
    conversation: sample.conversation,
    form: sample.form.formId,
    key: sample.submitKey.keyHash,
    submission: sample.submission.submissionId,
    dataKey: sample.submission.submissionId,
  }),
  retrieving: await ports.records.read({
    key: sample.retrieveKey.keyHash,
    session: sample.session.sessionHash,
    person: sample.person,
  }),
  chain: await chain(conversationChain(sample.event)),
})

/** Each record follows the previous one, and each hash is correct. */
export function expectUnbrokenChain(records: readonly AuditRecord[]): void {
  let before = emptyChainHead
  for (const record of records) {
    expect(record.sequence).toBe(before.sequence + 1)
    expect(record.previousHash).toBe(before.hash)
    expect(record.hash).toBe(recordHash(record))
    before = record
  }
}
