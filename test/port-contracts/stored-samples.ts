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
  alter: (story: SampleRecords) => SampleRecords = (story) => story,
): Promise<SampleRecords> {
  const story = alter(newSampleRecords(now()))
  await ports.conversations.open(story.conversation)
  await putForm(story.form, story.openKey)
  await ports.keys.add(story.submitKey)
  return story
}

/** New sample records, optionally changed, of a submitted form whose sender may retrieve it. */
export async function storeSubmittedForm(
  storage: StorageUnderTest,
  alter: (story: SampleRecords) => SampleRecords = (story) => story,
): Promise<SampleRecords> {
  const { ports, now } = storage
  const story = alter(newSampleRecords(now()))
  await ports.conversations.open(story.conversation)
  await storage.putForm(story.submitted, story.openKey)
  await ports.keys.add(story.retrieveKey)
  await ports.sessions.create(story.session, Math.ceil(story.now / 1000) + daySeconds)
  await storage.putPerson(story.known)
  return story
}

/** Everything that a transaction could have changed. */
export const storedState = async ({ ports, chain }: StorageUnderTest, story: SampleRecords) => ({
  submitting: await ports.records.read({
    conversation: story.conversation,
    form: story.form.formId,
    key: story.submitKey.keyHash,
    submission: story.submission.submissionId,
    dataKey: story.submission.submissionId,
  }),
  retrieving: await ports.records.read({
    key: story.retrieveKey.keyHash,
    session: story.session.sessionHash,
    person: story.person,
  }),
  chain: await chain(conversationChain(story.event)),
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
