/** The storage of a local run: the embedded database in a data folder, or the memory of this process. */
import type { StepName } from '../contracts/protocol.ts'
import type { AuditTableRow } from '../lambdas/adapters/dynamodb/audit/scan.ts'
import type { AuditLog, AuditPointers, AuditRecord } from '../lambdas/core/audit/audit.ts'
import type { Forms } from '../lambdas/core/forms/forms.ts'
import type { Progress } from '../lambdas/core/forms/progress.ts'
import type { AgentNotifier } from '../lambdas/core/push/agent-notifier.ts'
import type { Connections, Tickets } from '../lambdas/core/push/connections.ts'
import type { Records } from '../lambdas/core/records/records.ts'
import type { Sites } from '../lambdas/core/sites/sites.ts'
import type { Templates } from '../lambdas/core/templates/templates.ts'
import type { StepHandler } from '../lambdas/http/step-handler.ts'

export type StepHandlers = Readonly<Record<StepName, StepHandler>>

/** The ports through which steps reach agents' open tabs. */
export interface Notifications {
  readonly progress: Progress
  readonly notifier: AgentNotifier
}

/** The ports that the local run itself uses, in addition to the ports of the steps. */
export interface LocalPorts {
  readonly records: Records
  readonly sites: Sites
  readonly templates: Templates
  readonly forms: Forms
  readonly audit: AuditLog
  readonly pointers: AuditPointers
  readonly tickets: Tickets
  readonly connections: Connections
}

export interface LocalStorage {
  readonly ports: LocalPorts
  /** Composes the handlers of all steps with this storage. */
  readonly composeHandlers: (notifications: Notifications) => StepHandlers
  /** Reads every audit record. The records of each chain are in order. */
  readonly scanAuditTable: () => AsyncIterable<AuditTableRow>
  /** Calls the listener with audit records after they were stored. */
  readonly onAuditRecords: (listener: (records: readonly AuditRecord[]) => void) => void
  /** The URL of the embedded database. Absent if the storage is in memory. */
  readonly databaseEndpoint?: string
  /** Finishes pending writes, and closes the storage. */
  close(): Promise<void>
}
