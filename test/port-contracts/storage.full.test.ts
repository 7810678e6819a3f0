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
 * What an implementation gets wrong when it does two things at once. It is asked one thing at a time then, and `is still
 * there` proves that it has to be.
 */
const notConcurrencySafe: Readonly<Record<string, string>> = {
  moto: 'A cancelled transaction puts back a copy of all tables, and with it undoes what others wrote meanwhile.',
}

/** What moto gets wrong in the suite of the storage ports: listed, not hidden. */
const knownStorageFaults: Readonly<Record<string, readonly KnownFault[]>> = {
  moto: [
    'of 100 sign-ins that begin at once each is counted, of somebody known or not',
    'an attempt whose answer was lost counts once',
    'success forgets what failed and remembers the day, but not of somebody who is disabled',
    'of 20 lock-outs at once one disables; without enough attempts, none does',
    'enabling forgets the attempts, and the next one is the first again',
  ].map((test) => ({
    test,
    because: 'With UPDATED_NEW it returns only the named attributes whose value changed; DynamoDB returns every one.',
  })),
}

/** What moto gets wrong when replies are lost. */
const knownLostReplyFaults: Readonly<Record<string, readonly KnownFault[]>> = {
  moto: [
    'a store whose reply was lost is repeated word by word and succeeds, and nobody else can',
    'a release whose reply was lost is repeated word by word and succeeds, and nobody else can',
    'a store of which no reply ever comes is a fault, and has taken effect as a whole',
    '20 invocations with one key have 20 tokens, whatever is repeated',
  ].map((test) => ({
    test,
    because: 'It does not know ClientRequestToken, so a repeated transaction is a second one.',
  })),
}

test('there is at least one other implementation of DynamoDB', () => {
  expect(endpoints).not.toEqual([])
})

for (const { name, endpoint } of endpoints) {
  const make = () => dynamoDbStorage(endpoint, { oneAtATime: name in notConcurrencySafe })
  storageContract(name, make, knownStorageFaults[name])

  describe(`replies that are lost: ${name}`, () => {
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

    test('every known fault names a test of this suite', () => {
      expect(tests.unknown()).toEqual([])
    })
  })

  if (name in notConcurrencySafe) {
    test(`the fault of ${name} that it cannot do two things at once is still there`, async () => {
      const storage = await dynamoDbStorage(endpoint)
      expect(await countLostWrites(storage)).toBeGreaterThan(0)
      await storage.close()
    })
  } else {
    test(`a write beside a refused transaction is not lost: ${name}`, async () => {
      const storage = await dynamoDbStorage(endpoint)
      expect(await countLostWrites(storage)).toBe(0)
      await storage.close()
    })
  }
}
