/**
 * Every storage port in memory. Each port fulfils the contract in its docstring, so that the use cases run on it
 * unchanged.
 */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import type { Clock } from '../../lambdas/core/clock.ts'
import type { Randomness } from '../../lambdas/core/randomness.ts'
import { memoryHolding } from '../../lambdas/pci-zone/holding/memory-holding.ts'
import { memoryAuditLog, memoryChains } from './audit.ts'
import { memoryAuditPointers, memoryAuditTrail } from './audit-trail.ts'
import { memoryConnections, memoryTickets } from './connections.ts'
import { memoryConversations } from './conversations.ts'
import { memoryErasures, memoryStoredSubmissions, memorySubmissionErasures } from './erasures.ts'
import { memoryForms } from './forms.ts'
import { memoryHistoryViews } from './history-views.ts'
import { memoryKeys } from './one-time-keys.ts'
import { memoryPeople } from './people.ts'
import { memoryRecords } from './records.ts'
import { memoryReleases } from './releases.ts'
import { memorySessions } from './sessions.ts'
import { memorySignInAttempts } from './sign-ins.ts'
import { memorySites } from './sites.ts'
import { memorySubmissions } from './submissions.ts'
import { emptyTables } from './tables.ts'
import { memoryTemplates } from './templates.ts'
import { memoryVault } from './vault.ts'

export interface MemoryStoresSettings {
  readonly clock: Clock
  readonly randomness: Randomness
  /** A callback for each audit record when it becomes durable. This may be in the middle of a transaction. */
  readonly onRecorded: (record: AuditRecord) => void
}

export function createMemoryStores({ clock, randomness, onRecorded }: MemoryStoresSettings) {
  const tables = emptyTables()
  const chains = memoryChains({ tables, clock, randomness, onRecorded })
  const stores = {
    records: memoryRecords(tables),
    conversations: memoryConversations(tables, chains),
    forms: memoryForms(tables, chains),
    keys: memoryKeys(tables, chains),
    sessions: memorySessions(tables, chains),
    people: memoryPeople(tables, chains),
    attempts: memorySignInAttempts(tables),
    sites: memorySites(tables, chains),
    templates: memoryTemplates(tables, chains),
    audit: memoryAuditLog(chains),
    trail: memoryAuditTrail(tables),
    pointers: memoryAuditPointers(tables),
    submissions: memorySubmissions(tables, chains),
    releases: memoryReleases(tables, chains),
    views: memoryHistoryViews(tables, chains),
    stored: memoryStoredSubmissions(tables),
    erasures: memoryErasures(tables),
    submissionErasures: memorySubmissionErasures(tables, chains),
    vault: memoryVault(randomness),
    holding: memoryHolding({ clock }),
    tickets: memoryTickets(tables),
    connections: memoryConnections(tables),
  }
  return { tables, stores }
}

export type MemoryStores = ReturnType<typeof createMemoryStores>['stores']
