/** The contract of the storage ports: one suite for DynamoDB, its emulators and the in-memory service. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditContract } from './audit.ts'
import { auditTrailContract } from './audit-trail.ts'
import { connectionsContract } from './connections.ts'
import { conversationsContract } from './conversations.ts'
import { erasuresContract } from './erasures.ts'
import { formsContract } from './forms.ts'
import { historyViewsContract } from './history-views.ts'
import { onRecordContract } from './on-record.ts'
import { keysContract } from './one-time-keys.ts'
import { peopleContract } from './people.ts'
import { recordsContract } from './records.ts'
import { releasesContract } from './releases.ts'
import { sessionsContract } from './sessions.ts'
import { signInsContract } from './sign-ins.ts'
import { sitesContract } from './sites.ts'
import { contractTests, type KnownFault, type StorageUnderTest } from './storage-under-test.ts'
import { submissionsContract } from './submissions.ts'
import { templatesContract } from './templates.ts'

export type { KnownFault, StoragePorts, StorageUnderTest } from './storage-under-test.ts'

/** Defines the suite. Each test creates unique ids, so that all can share one store. */
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
      sitesContract,
      templatesContract,
      auditContract,
      auditTrailContract,
      submissionsContract,
      releasesContract,
      historyViewsContract,
      erasuresContract,
      connectionsContract,
      onRecordContract,
    ]
    for (const contract of contracts) contract(tests.define, storage)

    test('every known fault refers to a test of this suite', () => {
      expect(tests.unknown()).toEqual([])
    })
  })
}
