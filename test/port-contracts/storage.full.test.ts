// full: needs the implementations of DynamoDB that npm run test:full starts
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type DynamoDbUnderTest, dynamoDbStorage } from './dynamodb-storage.ts'
import { lostRepliesContract } from './lost-replies.ts'
import { countLostWrites } from './lost-writes.ts'
import { type KnownFault, storageContract } from './storage-contract.ts'
import { contractTests } from './storage-under-test.ts'

const Endpoints = z.array(z.object({ name: z.string(), endpoint: z.string() }))
const endpoints = Endpoints.parse(JSON.parse(process.env.DYNAMODB_ENDPOINTS ?? '[]'))

/**
 * The implementations that lose concurrent writes. They get one request at a time, and `still loses concurrent writes`
 * proves that this is still necessary.
 */
const notConcurrencySafe: Readonly<Record<string, string>> = {
  moto: 'A cancelled transaction puts back a copy of all tables, and with it undoes what others wrote meanwhile.',
}

/** Moto lost none in 200 refusals in one of some thirty runs; the count ends at the first lost write. */
const refusalsUntilOneIsLost = 5_000

/** The known faults of moto in the storage suite: listed, not hidden. */
const knownStorageFaults: Readonly<Record<string, readonly KnownFault[]>> = {
  moto: [
    'each of 100 concurrent sign-in attempts is counted, for stored and unknown people',
    'a sign-in attempt whose reply was lost counts once',
    'a successful sign-in resets the failed attempts and stores its time, but changes nothing for a disabled person',
    'only one of 20 concurrent lock-outs disables the person, and below the limit none of them disables the person',
    'enabling a person resets the failed attempts, and the next attempt counts as the first',
  ].map((test) => ({
    test,
    because: 'With UPDATED_NEW it returns only the named attributes whose value changed; DynamoDB returns every one.',
  })),
}

/** The known faults of moto with lost replies. */
const knownLostReplyFaults: Readonly<Record<string, readonly KnownFault[]>> = {
  moto: [
    'a request to store answers is repeated unchanged after a lost reply and succeeds, and no other claimant can store answers',
    'a release is repeated unchanged after a lost reply and succeeds, and no other claimant can release the answers',
    'a request to store answers that never gets a reply causes a fault, but takes effect completely',
    '20 invocations with one key use 20 request tokens, even if requests are repeated',
  ].map((test) => ({
    test,
    because: 'It does not know ClientRequestToken, so a repeated transaction is a second one.',
  })),
}

test('at least one other implementation of DynamoDB is available', () => {
  expect(endpoints).not.toEqual([])
})

for (const { name, endpoint } of endpoints) {
  const make = () => dynamoDbStorage(endpoint, { oneAtATime: name in notConcurrencySafe })
  storageContract(name, make, knownStorageFaults[name])

  describe(`lost replies: ${name}`, () => {
    let made: DynamoDbUnderTest | undefined
    beforeAll(async () => {
      made = await make()
    })
    afterAll(() => made?.close())
    const storage = (): DynamoDbUnderTest => {
      if (made === undefined) throw new Error('The storage under test could not be made.')
      return made
    }
    const tests = contractTests(knownLostReplyFaults[name] ?? [])
    lostRepliesContract(tests.define, storage)

    test('every known fault refers to a test of this suite', () => {
      expect(tests.unknown()).toEqual([])
    })
  })

  if (name in notConcurrencySafe) {
    test(`${name} still loses concurrent writes, as its known fault states`, async () => {
      const storage = await dynamoDbStorage(endpoint)
      expect(await countLostWrites(storage, refusalsUntilOneIsLost)).toBeGreaterThan(0)
      await storage.close()
    }, 120_000)
  } else {
    test(`a write concurrent with a refused transaction is not lost: ${name}`, async () => {
      const storage = await dynamoDbStorage(endpoint)
      expect(await countLostWrites(storage)).toBe(0)
      await storage.close()
    })
  }
}
