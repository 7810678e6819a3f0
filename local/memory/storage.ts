/** Storage in the memory of this process, for the same use cases and handlers as in a deployment. */
import type { ProcessPorts } from '../../lambdas/adapters/process/dependencies.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { mapSteps } from '../handlers.ts'
import type { LocalStorage } from '../storage.ts'
import { createMemoryStores } from './stores.ts'

export const memoryStorage = (process: ProcessPorts): LocalStorage => {
  const listeners: ((records: readonly AuditRecord[]) => void)[] = []
  const { stores, tables } = createMemoryStores({
    ...process,
    // A record is stored in the middle of a transaction, but a listener must run after the transaction.
    onRecorded: (record) =>
      queueMicrotask(() => {
        for (const listener of listeners) listener([record])
      }),
  })
  return {
    ports: stores,
    composeHandlers: (notifications) =>
      mapSteps(({ withPorts }) => withPorts({ ...stores, ...process, ...notifications })),
    async *scanAuditTable() {
      for (const record of tables.audit.all().flat()) yield { chain: record.chain, sequence: record.sequence, record }
    },
    onAuditRecords: (listener) => void listeners.push(listener),
    close: async () => {},
  }
}
