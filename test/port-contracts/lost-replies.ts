import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { SubmissionId } from '../../contracts/identifiers.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { conversationChain, dayChain, dayChainCount } from '../../lambdas/core/audit/audit-chain.ts'
import { type DynamoDbUnderTest, storagePorts } from './dynamodb-storage.ts'
import { expectUniqueTokens, recordRequests, type SentRequest } from './recorded-requests.ts'
import { newClaimant, newHash, newSampleRecords } from './sample-records.ts'
import type { ContractTest } from './storage-under-test.ts'
import { expectUnbrokenChain, storedState, storeOpenedForm, storeSubmittedForm } from './stored-samples.ts'

/** Claims survive lost replies: a request that the SDK repeats takes effect once and returns success. */
export function lostRepliesContract(test: ContractTest, storage: () => DynamoDbUnderTest): void {
  const losing = (isLost: (request: SentRequest, attempt: number) => boolean) => {
    const { newClient, tables } = storage()
    const { client, sent } = recordRequests(newClient(), isLost)
    return { ports: storagePorts({ documents: documentClientOf(client), tables }), sent, done: () => client.destroy() }
  }
  const losingFirst = (operation: string) =>
    losing((request, attempt) => request.operation === operation && attempt === 1)
  const bodiesOf = (sent: readonly SentRequest[], operation: string) =>
    sent.filter((request) => request.operation === operation).map(({ body }) => body)

  test('a request to store answers is repeated unchanged after a lost reply and succeeds, and no other claimant can store answers', async () => {
    const sample = await storeOpenedForm(storage())
    const { ports, sent, done } = losingFirst('TransactWriteItems')
    expect(await ports.submissions.store(sample.store)).toMatchObject({ stored: { sequence: 1 } })
    const [first, second, ...more] = bodiesOf(sent, 'TransactWriteItems')
    expect(second).toBe(first)
    expect(more).toEqual([])
    expectUniqueTokens(sent)
    const other = { ...sample.store, key: { ...sample.store.key, claimant: newClaimant() } }
    expect(await storage().ports.submissions.store(other)).toEqual({ refusedBy: 'key' })
    expect(await storage().chain(conversationChain(sample.event))).toHaveLength(1)
    done()
  })

  test('a release is repeated unchanged after a lost reply and succeeds, and no other claimant can release the answers', async () => {
    const sample = await storeSubmittedForm(storage())
    const { ports, sent, done } = losingFirst('TransactWriteItems')
    expect(await ports.releases.release(sample.release)).toMatchObject({ released: { sequence: 1 } })
    const [first, second, ...more] = bodiesOf(sent, 'TransactWriteItems')
    expect(second).toBe(first)
    expect(more).toEqual([])
    const other = { ...sample.release, key: { ...sample.release.key, claimant: newClaimant() } }
    expect(await storage().ports.releases.release(other)).toEqual({ refusedBy: 'key' })
    expect(await storage().chain(conversationChain(sample.event))).toHaveLength(1)
    done()
  })

  test('a request to store answers that never gets a reply causes a fault, but takes effect completely', async () => {
    const sample = await storeOpenedForm(storage())
    const { ports, sent, done } = losing(({ operation }) => operation === 'TransactWriteItems')
    await expect(ports.submissions.store(sample.store)).rejects.toMatchObject({ code: 'storage-failed' })
    expectUniqueTokens(sent)
    const { submitting, chain } = await storedState(storage(), sample)
    expect(submitting.key?.claimedBy).toBe(sample.store.key.claimant)
    expect(submitting.form?.state).toBe('submitted')
    expect(submitting.submission).toEqual(sample.submission)
    expect(chain).toHaveLength(1)
    done()
  })

  test('a visitor whose binding of a form got no reply has the form, and another visitor cannot bind it', async () => {
    const { ports: setUp, now } = storage()
    const { form, openKey, visitorHash } = newSampleRecords(now())
    const { visitorHash: _, ...unbound } = form
    await storage().putForm(unbound, openKey)
    const { ports, sent, done } = losingFirst('UpdateItem')
    const bind = (hash: string) => {
      const condition = { states: ['opened'], generation: form.generation, unboundOrBoundTo: hash } as const
      return ports.forms.change(unbound, condition, { visitorHash: hash })
    }
    expect(await bind(visitorHash)).toEqual({ ...unbound, visitorHash })
    expect(bodiesOf(sent, 'UpdateItem')).toHaveLength(2)
    expect(await bind(newHash())).toBeUndefined()
    expect((await setUp.records.read({ form: form.formId })).form?.visitorHash).toBe(visitorHash)
    done()
  })

  test('an append whose reply was lost finds its record, and the record is in the chain only once', async () => {
    const { event } = newSampleRecords(storage().now())
    const { ports, sent, done } = losingFirst('PutItem')
    const first = await ports.audit.append(event, undefined)
    const second = await ports.audit.append(event, undefined)
    expect([first.sequence, second.sequence]).toEqual([1, 2])
    expect(bodiesOf(sent, 'PutItem')).toHaveLength(4)
    const records = await storage().chain(conversationChain(event))
    expect(records).toHaveLength(2)
    expectUnbrokenChain(records)
    done()
  })

  test('a day record whose reply was lost is once in one chain', async () => {
    const { siteId, now } = newSampleRecords(storage().now())
    const { ports, done } = losingFirst('PutItem')
    await ports.audit.record({ event: 'site-changed', actor: 'agent:agent-7', outcome: 'done', siteId })
    const names = [now, storage().now()].flatMap((at) =>
      Array.from({ length: dayChainCount }, (_, shard) => dayChain(siteId, at, shard)),
    )
    const chains = await Promise.all([...new Set(names)].map((name) => storage().chain(name)))
    expect(chains.flat()).toHaveLength(1)
    done()
  })

  test('a spent key stays spent if it is added again because the reply was late', async () => {
    const { openKey } = newSampleRecords(storage().now())
    const { ports, done } = losingFirst('PutItem')
    await ports.keys.add({ ...openKey, claimedBy: 'its claimant' })
    await ports.keys.add(openKey)
    const { key } = await storage().ports.records.read({ key: openKey.keyHash })
    expect(key?.claimedBy).toBe('its claimant')
    done()
  })

  test('20 invocations with one key use 20 request tokens, even if requests are repeated', async () => {
    const sample = await storeOpenedForm(storage())
    const { ports, sent, done } = losingFirst('TransactWriteItems')
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => {
        const submissionId = SubmissionId.parse(randomUUID())
        return ports.submissions.store({
          ...sample.store,
          key: { ...sample.store.key, claimant: newClaimant() },
          event: { ...sample.store.event, submissionId },
        })
      }),
    )
    expect(outcomes.filter((outcome) => 'stored' in outcome)).toHaveLength(1)
    expectUniqueTokens(sent)
    done()
  })
}
