import { describe, expect, test } from 'vitest'
import { chainHeadCache } from '../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { conversationChain, emptyChainHead } from '../../lambdas/core/audit/audit-chain.ts'
import { hashOf } from '../../lambdas/core/one-time-keys/one-time-key.ts'
import { dynamoDbSubmissions } from '../../lambdas/pci-zone/vault/dynamodb-submissions.ts'
import { embeddedStorage } from './embedded-storage.ts'
import { lostRepliesContract } from './lost-replies.ts'
import { expectUniqueTokens, recordRequests } from './recorded-requests.ts'
import type { SampleRecords } from './sample-records.ts'
import { storeOpenedForm } from './stored-samples.ts'

/** A chain head cache that knows that the chain of the sample records is empty. */
const atEmptyChain = ({ event }: SampleRecords) => {
  const chainHeads = chainHeadCache()
  chainHeads.remember(conversationChain(event), emptyChainHead)
  return chainHeads
}

describe('lost replies', () => {
  const storage = embeddedStorage()

  lostRepliesContract(test, storage)

  test('make every caller succeed if the request token is derived from the one-time key, and the test suite detects this', async () => {
    const sample = await storeOpenedForm(storage())
    const { client, sent } = recordRequests(storage().newClient())
    const derived = hashOf(sample.submitKey.keyHash)
    const randomness = {
      bytes: (length: number) => new Uint8Array(length),
      uuid: () => derived.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    }
    const invocations = Array.from({ length: 20 }, () =>
      dynamoDbSubmissions({
        documents: documentClientOf(client),
        tables: storage().tables,
        randomness,
        chainHeads: atEmptyChain(sample),
      }),
    )
    const outcomes = await Promise.all(invocations.map(({ store }) => store(sample.store)))
    expect(outcomes.filter((outcome) => 'stored' in outcome)).toHaveLength(20)
    expect(() => expectUniqueTokens(sent)).toThrow()
    client.destroy()
  })

  test('let only one of 20 equal requests succeed if each has a new request token', async () => {
    const sample = await storeOpenedForm(storage())
    const { client, sent } = recordRequests(storage().newClient())
    const randomness = { bytes: (length: number) => new Uint8Array(length), uuid: () => crypto.randomUUID() }
    const invocations = Array.from({ length: 20 }, () =>
      dynamoDbSubmissions({
        documents: documentClientOf(client),
        tables: storage().tables,
        randomness,
        chainHeads: atEmptyChain(sample),
      }),
    )
    const outcomes = await Promise.all(invocations.map(({ store }) => store(sample.store)))
    expect(outcomes.filter((outcome) => 'stored' in outcome)).toHaveLength(1)
    expectUniqueTokens(sent)
    client.destroy()
  })
})
