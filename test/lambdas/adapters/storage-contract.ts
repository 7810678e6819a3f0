/** What every implementation of the storage ports must do. One suite for DynamoDB, for its stand-ins and for the world in memory. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditContract } from './contract/audit-contract.ts'
import { auditTrailContract } from './contract/audit-trail-contract.ts'
import { conversationsContract } from './contract/conversations-contract.ts'
import { erasuresContract } from './contract/erasures-contract.ts'
import { formsContract } from './contract/forms-contract.ts'
import { historyViewsContract } from './contract/history-views-contract.ts'
import { keysContract } from './contract/keys-contract.ts'
import { peopleContract } from './contract/people-contract.ts'
import { pushContract } from './contract/push-contract.ts'
import { recordsContract } from './contract/records-contract.ts'
import { releaseContract } from './contract/release-contract.ts'
import { sessionsContract } from './contract/sessions-contract.ts'
import { signInsContract } from './contract/sign-ins-contract.ts'
import { contractTests, type KnownFault, type StorageUnderTest } from './contract/storage-under-test.ts'
import { storeContract } from './contract/store-contract.ts'
import { templatesContract } from './contract/templates-contract.ts'

export type { KnownFault, StoragePorts, StorageUnderTest } from './contract/storage-under-test.ts'

/** Defines the suite. Each test makes ids of its own, so that one store serves them all. */
export function storageContract(
  name: string,
  makeStorage: () => Promise<StorageUnderTest>,
  knownFaults: readonly KnownFault[] = [],
): void {
  describe(`storage: ${name}`, () => {
    let made: StorageUnderTest | undefined
    beforeAll(async () => {
      made = await makeStorage()
    }, 60_000)
    afterAll(() => made?.close())
    const storage = (): StorageUnderTest => {
      if (made === undefined) throw new Error('The storage under test could not be made.')
      return made
    }

    const tests = contractTests(knownFaults)
    const contracts = [
      recordsContract,
      conversationsContract,
      formsContract,
      keysContract,
      sessionsContract,
      peopleContract,
      signInsContract,
      templatesContract,
      auditContract,
      auditTrailContract,
      storeContract,
      releaseContract,
      historyViewsContract,
      erasuresContract,
      pushContract,
    ]
    for (const contract of contracts) contract(tests.define, storage)

    test('every known fault names a test of this suite', () => {
      expect(tests.unknown()).toEqual([])
    })
  })
}
