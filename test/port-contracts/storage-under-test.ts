import { type TestFunction, test } from 'vitest'
import type { AuditLog, AuditPointers, AuditRecord, AuditTrail } from '../../lambdas/core/audit/audit.ts'
import type { Conversations } from '../../lambdas/core/conversations/conversations.ts'
import type { Erasures } from '../../lambdas/core/erasure/erasures.ts'
import type { FormRecord } from '../../lambdas/core/forms/form.ts'
import type { Forms } from '../../lambdas/core/forms/forms.ts'
import type { KeyRecord } from '../../lambdas/core/one-time-keys/key-record.ts'
import type { Keys } from '../../lambdas/core/one-time-keys/one-time-keys.ts'
import type { People } from '../../lambdas/core/people/people.ts'
import type { PersonRecord } from '../../lambdas/core/people/person.ts'
import type { Sessions } from '../../lambdas/core/people/sessions.ts'
import type { SignInAttempts } from '../../lambdas/core/people/sign-ins.ts'
import type { Connections, Tickets } from '../../lambdas/core/push/connections.ts'
import type { Sites } from '../../lambdas/core/sites/sites.ts'
import type { Templates } from '../../lambdas/core/templates/templates.ts'
import type { HistoryViews } from '../../lambdas/pci-zone/vault/history-views.ts'
import type { StoredSubmissions } from '../../lambdas/pci-zone/vault/retained-submissions.ts'
import type { SubmissionErasures } from '../../lambdas/pci-zone/vault/submission-erasures.ts'
import type { Releases, Submissions, VaultRecords } from '../../lambdas/pci-zone/vault/submissions.ts'

export interface StoragePorts {
  readonly records: VaultRecords
  readonly conversations: Conversations
  readonly forms: Forms
  readonly keys: Keys
  readonly sessions: Sessions
  readonly people: People
  readonly attempts: SignInAttempts
  readonly sites: Sites
  readonly templates: Templates
  readonly audit: AuditLog
  readonly trail: AuditTrail
  readonly pointers: AuditPointers
  readonly submissions: Submissions
  readonly releases: Releases
  readonly views: HistoryViews
  readonly tickets: Tickets
  readonly connections: Connections
  readonly stored: StoredSubmissions
  readonly erasures: Erasures
  readonly submissionErasures: SubmissionErasures
}

export interface StorageUnderTest {
  readonly ports: StoragePorts
  /** The same store as another process uses it, with a separate cache and queue. */
  anotherProcess(): StoragePorts
  /** The clock of the audit log, in milliseconds. */
  now(): number
  putPerson(person: PersonRecord): Promise<void>
  /** Stores a form, its open key and its pointer, in any state and in any conversation. */
  putForm(form: FormRecord, openKey: KeyRecord): Promise<void>
  /** All records of an audit chain, first to last. */
  chain(name: string): Promise<readonly AuditRecord[]>
  close(): Promise<void>
}

/** A known fault of an implementation. Once it is fixed, the suite fails until the entry is removed. */
export interface KnownFault {
  /** The name of the test that fails because of it. */
  readonly test: string
  readonly because: string
}

export type ContractTest = (name: string, body: TestFunction) => void

/** Defines tests of a contract; those that the implementation is known to fail must fail. */
export function contractTests(knownFaults: readonly KnownFault[]) {
  const defined = new Set<string>()
  const expectedToFail = new Set(knownFaults.map((fault) => fault.test))
  const define: ContractTest = (name, body) => {
    defined.add(name)
    if (expectedToFail.has(name)) test.fails(name, body)
    else test(name, body)
  }
  return { define, unknown: () => [...expectedToFail].filter((name) => !defined.has(name)) }
}
