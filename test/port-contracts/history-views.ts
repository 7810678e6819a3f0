import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { FormId, SubmissionId } from '../../contracts/identifiers.ts'
import { chainHeadOf, conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { ViewRefusal, ViewTransaction } from '../../lambdas/pci-zone/vault/history-views.ts'
import { newHash, newSampleRecords, type SampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds } from './stored-samples.ts'

/** Sample records of a submitted form in a closed conversation, with the transaction of a view. */
async function storeClosedConversation(
  { ports, putPerson, putForm, now }: StorageUnderTest,
  alter: (sample: SampleRecords) => Partial<SampleRecords> = () => ({}),
) {
  const made = newSampleRecords(now())
  const sample = { ...made, ...alter(made) }
  await ports.conversations.open(sample.conversation)
  await putForm(sample.form, sample.openKey)
  await ports.keys.add(sample.submitKey)
  await ports.submissions.store(sample.store)
  await ports.sessions.create(sample.session, Math.ceil(sample.now / 1000) + daySeconds)
  await putPerson(sample.known)
  await ports.conversations.close(sample.conversation, sample.now)
  const { event, sentAt, session, person, after, now: viewedAt } = sample.release
  const view = { event: { ...event, event: 'history-viewed' }, sentAt, session, person, after, now: viewedAt } as const
  return { sample, view }
}

export function historyViewsContract(test: ContractTest, storage: () => StorageUnderTest): void {
  const chainOf = (sample: SampleRecords) => storage().chain(conversationChain(sample.event))
  const sessionOf = async ({ session }: SampleRecords) =>
    (await storage().ports.records.read({ session: session.sessionHash })).session

  test('viewing a submission is recorded and updates the session', async () => {
    const { sample, view } = await storeClosedConversation(storage())
    const outcome = await storage().ports.views.view(view)
    const chain = await chainOf(sample)
    const last = chain.at(-1)
    expect(outcome).toEqual({ released: last && chainHeadOf(last) })
    expect(last).toMatchObject({ event: 'history-viewed', outcome: 'released' })
    expect(chain).toHaveLength(2)
    expect(await sessionOf(sample)).toEqual({ ...sample.session, lastSeenAt: sample.now })
  })

  type Broken = readonly [
    what: string,
    refusedBy: ViewRefusal['refusedBy'],
    change: (view: ViewTransaction) => Partial<ViewTransaction>,
    alter?: (sample: SampleRecords) => Partial<SampleRecords>,
  ]
  const broken: readonly Broken[] = [
    ['the form is unknown', 'form', ({ event }) => ({ event: { ...event, formId: FormId.parse(randomUUID()) } })],
    [
      'the submission is another',
      'submission',
      ({ event }) => ({ event: { ...event, submissionId: SubmissionId.parse(randomUUID()) } }),
    ],
    ['the session is unknown', 'session', ({ session }) => ({ session: { ...session, sessionHash: newHash() } })],
    [
      'the session was last seen at the limit',
      'session',
      ({ session, now }) => ({ session: { ...session, seenAfter: now } }),
    ],
    [
      'the session has ended',
      'session',
      () => ({}),
      ({ session }) => ({ session: { ...session, ended: 'idle', endedAt: 1 } }),
    ],
    ['the person is disabled', 'person', () => ({}), ({ known }) => ({ known: { ...known, enabled: false } })],
    [
      'a disabling ended the sign-in',
      'person',
      () => ({}),
      ({ known, release }) => ({ known: { ...known, signInsEndedAt: release.person.signedInAt } }),
    ],
  ]
  for (const [what, refusedBy, change, alter] of broken) {
    test(`viewing is refused and stores nothing when ${what}`, async () => {
      const { sample, view } = await storeClosedConversation(storage(), alter)
      const before = [await chainOf(sample), await sessionOf(sample)]
      expect(await storage().ports.views.view({ ...view, ...change(view) })).toEqual({ refusedBy })
      expect([await chainOf(sample), await sessionOf(sample)]).toEqual(before)
    })
  }

  test('viewing is refused for an active or unknown conversation', async () => {
    const { ports, now } = storage()
    const { view } = await storeClosedConversation(storage())
    const { conversation } = newSampleRecords(now())
    const elsewhere = { ...view, event: { ...view.event, ...{ siteId: conversation.siteId } } }
    expect(await ports.views.view(elsewhere)).toEqual({ refusedBy: 'conversation' })
    await ports.conversations.open({ ...conversation, conversationId: view.event.conversationId })
    expect(await ports.views.view(elsewhere)).toEqual({ refusedBy: 'conversation' })
  })
}
