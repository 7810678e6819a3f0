import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { FormId, SiteId, SubmissionId } from '../../contracts/identifiers.ts'
import { chainHeadOf, conversationChain } from '../../lambdas/core/audit/audit-chain.ts'
import type { ChainHead } from '../../lambdas/core/audit/chain-head.ts'
import type { ReleaseTransaction, TransactionRefusal } from '../../lambdas/pci-zone/vault/submissions.ts'
import { forgedHints } from './audit.ts'
import { newClaimant, newHash, newSampleRecords, type SampleRecords } from './sample-records.ts'
import type { ContractTest, StorageUnderTest } from './storage-under-test.ts'
import { daySeconds, expectUnbrokenChain, storedState, storeSubmittedForm } from './stored-samples.ts'

const byAnotherInvocation = ({ release }: SampleRecords): ReleaseTransaction => ({
  ...release,
  key: { ...release.key, claimant: newClaimant() },
})

export function releasesContract(test: ContractTest, storage: () => StorageUnderTest): void {
  test('release spends the key, advances the form, updates the session and adds the record in one transaction', async () => {
    const sample = await storeSubmittedForm(storage())
    const { release, submitted, retrieveKey, session, known, now } = sample
    const outcome = await storage().ports.releases.release(release)
    const { submitting, retrieving, chain } = await storedState(storage(), sample)
    const [record] = chain
    const head = record && chainHeadOf(record)
    expect(outcome).toEqual({ released: head })
    expect(chain).toHaveLength(1)
    expect(record).toMatchObject(release.event)
    expect(submitting.form).toEqual({ ...submitted, state: 'retrieved', retrievedAt: now, chainPlace: head })
    expect(retrieving).toEqual({
      key: { ...retrieveKey, claimedBy: release.key.claimant },
      session: { ...session, lastSeenAt: now },
      person: known,
    })
  })

  for (const [name, forge] of Object.entries(forgedHints)) {
    test(`abuse 44: after a hint ${name}, the record of a release is appended at the end without a gap`, async () => {
      const sample = await storeSubmittedForm(storage())
      const { event, release } = sample
      const heads: ChainHead[] = []
      for (let count = 0; count < 3; count++)
        heads.push(await storage().anotherProcess().audit.append(event, undefined))
      const [first, , last] = heads
      const other = await storage().anotherProcess().audit.append(newSampleRecords(storage().now()).event, undefined)
      if (first === undefined || last === undefined) throw new Error('Nothing was appended.')
      const outcome = await storage()
        .anotherProcess()
        .releases.release({ ...release, after: forge({ first, last, other }) })
      const { chain } = await storedState(storage(), sample)
      expect(outcome).toEqual({ released: chain.map(chainHeadOf).at(-1) })
      expect(chain).toHaveLength(4)
      expectUnbrokenChain(chain)
    })
  }

  type Broken = readonly [
    what: string,
    refusedBy: TransactionRefusal['refusedBy'],
    alter: (sample: SampleRecords) => Partial<SampleRecords>,
  ]
  const key =
    (change: (sample: SampleRecords) => Partial<SampleRecords['retrieveKey']>) => (sample: SampleRecords) => ({
      retrieveKey: { ...sample.retrieveKey, ...change(sample) },
    })
  const form = (change: (sample: SampleRecords) => Partial<SampleRecords['submitted']>) => (sample: SampleRecords) => ({
    submitted: { ...sample.submitted, ...change(sample) },
  })
  const conversation =
    (change: (sample: SampleRecords) => Partial<SampleRecords['conversation']>) => (sample: SampleRecords) => ({
      conversation: { ...sample.conversation, ...change(sample) },
    })
  const session =
    (change: (sample: SampleRecords) => Partial<SampleRecords['session']>) => (sample: SampleRecords) => ({
      session: { ...sample.session, ...change(sample) },
    })
  const broken: readonly Broken[] = [
    ['the key is unknown', 'key', key(() => ({ keyHash: newHash() }))],
    ['the key is claimed by another invocation', 'key', key(() => ({ claimedBy: newClaimant() }))],
    ['the key is for opening', 'key', key(() => ({ action: 'open' }))],
    ['the key is for submitting', 'key', key(() => ({ action: 'submit' }))],
    ['the key is of another site', 'key', key(() => ({ siteId: SiteId.parse('another') }))],
    ['the key is of another form', 'key', key(() => ({ formId: FormId.parse(randomUUID()) }))],
    ['the key is of another generation', 'key', key(() => ({ generation: 1 }))],
    ['the key is of another agent', 'key', key(() => ({ subject: 'agent-8' }))],
    ['the key has no agent', 'key', key(() => ({ subject: undefined }))],
    ['the key is of another submission', 'key', key(() => ({ submissionId: SubmissionId.parse(randomUUID()) }))],
    ['the key expires at this millisecond', 'key', key(({ now }) => ({ expiresAt: now }))],
    ['the form is unknown', 'form', form(() => ({ formId: FormId.parse(randomUUID()) }))],
    ['the form is not submitted yet', 'form', form(() => ({ state: 'opened' }))],
    ['the form is cancelled', 'form', form(() => ({ state: 'cancelled' }))],
    ['the form is of a later generation', 'form', form(() => ({ generation: 3 }))],
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
    ['the session is unknown', 'session', session(() => ({ sessionHash: newHash() }))],
    ['the session has ended', 'session', session(() => ({ ended: 'signed-out', endedAt: 1 }))],
    [
      'the session was last seen at the limit',
      'session',
      session((s) => ({ lastSeenAt: s.release.session.seenAfter })),
    ],
    ['the person is disabled', 'person', ({ known }) => ({ known: { ...known, enabled: false } })],
    [
      'a disabling ended the sign-in, though the person is enabled again',
      'person',
      ({ known, release }) => ({ known: { ...known, signInsEndedAt: release.person.signedInAt } }),
    ],
  ]
  for (const [what, refusedBy, alter] of broken) {
    test(`release is refused and changes nothing when ${what}`, async () => {
      const sample = await storeSubmittedForm(storage(), (sample) => ({ ...sample, ...alter(sample) }))
      const before = await storedState(storage(), sample)
      expect(await storage().ports.releases.release(sample.release)).toEqual({ refusedBy })
      expect(await storedState(storage(), sample)).toEqual(before)
    })
  }

  /** The same release, requested by another sign-in than the one that the key was issued to. */
  const askedElsewhere = async (changed: Partial<SampleRecords['session']> | 'missing') => {
    const sample = await storeSubmittedForm(storage())
    const { ports } = storage()
    const issuedTo = { ...sample.session, sessionHash: newHash(), ...(changed === 'missing' ? {} : changed) }
    if (changed !== 'missing') await ports.sessions.create(issuedTo, Math.ceil(sample.now / 1000) + daySeconds)
    const { sessionHash } = issuedTo
    return { sample, issuedTo, release: { ...sample.release, issuedTo: sessionHash } }
  }

  test('a key that was issued to another live session can be used for a release, and the release does not update that session', async () => {
    const { issuedTo, release } = await askedElsewhere({})
    const { ports } = storage()
    expect(await ports.releases.release(release)).toHaveProperty('released')
    expect(await ports.records.read({ session: issuedTo.sessionHash })).toEqual({ session: issuedTo })
  })

  const endedSessions = [
    ['has ended', { ended: 'signed-out', endedAt: 1 }],
    ['is idle', { lastSeenAt: 1 }],
    ['does not exist', 'missing'],
  ] as const
  for (const [what, changed] of endedSessions) {
    test(`release is refused and changes nothing when the session that the key was issued to ${what}`, async () => {
      const { sample, release } = await askedElsewhere(changed)
      const before = await storedState(storage(), sample)
      expect(await storage().ports.releases.release(release)).toEqual({ refusedBy: 'session' })
      expect(await storedState(storage(), sample)).toEqual(before)
    })
  }

  test('release does not treat a person who is not stored as disabled', async () => {
    const { ports, now } = storage()
    const sample = newSampleRecords(now())
    await ports.conversations.open(sample.conversation)
    await storage().putForm(sample.submitted, sample.openKey)
    await ports.keys.add(sample.retrieveKey)
    await ports.sessions.create(sample.session, Math.ceil(sample.now / 1000) + daySeconds)
    expect(await ports.releases.release(sample.release)).toHaveProperty('released')
  })

  test('a person whose earlier sign-ins were ended may retrieve answers with a later sign-in', async () => {
    const sample = await storeSubmittedForm(storage(), (sample) => ({
      ...sample,
      known: { ...sample.known, signInsEndedAt: sample.release.person.signedInAt - 1 },
    }))
    expect(await storage().ports.releases.release(sample.release)).toHaveProperty('released')
  })

  test('a form can be retrieved again with another key, and keeps the time of its first retrieval', async () => {
    const sample = await storeSubmittedForm(storage())
    const { ports } = storage()
    const second = { ...sample.retrieveKey, keyHash: newHash() }
    await ports.keys.add(second)
    await ports.releases.release(sample.release)
    const again = { ...byAnotherInvocation(sample), now: sample.now + 9 }
    const outcome = await ports.releases.release({ ...again, key: { ...again.key, keyHash: second.keyHash } })
    expect(outcome).toMatchObject({ released: { sequence: 2 } })
    const { form, session } = await ports.records.read({
      form: sample.form.formId,
      session: sample.session.sessionHash,
    })
    expect(form).toMatchObject({ state: 'retrieved', retrievedAt: sample.now, chainPlace: { sequence: 2 } })
    expect(session?.lastSeenAt).toBe(sample.now + 9)
  })

  test('only one of 50 concurrent invocations with one key releases the answers, and only one record is written', async () => {
    const sample = await storeSubmittedForm(storage())
    const processes = Array.from({ length: 5 }, storage().anotherProcess)
    const others = Array.from({ length: 50 }, () => byAnotherInvocation(sample))
    const outcomes = await Promise.all(
      others.map((other, index) => processes[index % processes.length]?.releases.release(other)),
    )
    const winner = others[outcomes.findIndex((outcome) => outcome && 'released' in outcome)]
    expect(outcomes.filter((outcome) => outcome && 'released' in outcome)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome && 'refusedBy' in outcome)).toEqual(
      Array(49).fill({ refusedBy: 'key' }),
    )
    const { retrieving, chain } = await storedState(storage(), sample)
    expect(retrieving.key?.claimedBy).toBe(winner?.key.claimant)
    expect(chain).toHaveLength(1)
  })

  test('concurrent releases and other events of a conversation leave one unbroken chain', async () => {
    const sample = await storeSubmittedForm(storage())
    const keys = Array.from({ length: 6 }, () => ({ ...sample.retrieveKey, keyHash: newHash() }))
    await Promise.all(keys.map((key) => storage().ports.keys.add(key)))
    const outcomes = await Promise.all([
      ...keys.map(({ keyHash }) => {
        const other = byAnotherInvocation(sample)
        return storage()
          .anotherProcess()
          .releases.release({ ...other, key: { ...other.key, keyHash } })
      }),
      ...keys.map(() => storage().anotherProcess().audit.append(sample.event, undefined)),
    ])
    expect(outcomes.filter((outcome) => 'refusedBy' in outcome)).toEqual([])
    const records = await storage().chain(conversationChain(sample.event))
    expect(records).toHaveLength(12)
    expectUnbrokenChain(records)
  })
}
