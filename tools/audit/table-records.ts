/** The records as they lie in the table, of a deployment or of a local run. */

import { wholeAuditTable } from '../../lambdas/adapters/dynamodb/audit/scan.ts'
import { documentsOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import { isOf, type Reading, type ReadRecords } from './exported-records.ts'

export interface AuditTable {
  readonly table: string
  /** Another than that of AWS; there any credentials will do. */
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
}

const anyCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

const clientOf = ({ endpoint, region }: AuditTable) =>
  endpoint === undefined
    ? dynamoDbClient({ ...(region && { region }), requestMilliseconds: 10_000 })
    : dynamoDbClient({ endpoint, region: region ?? 'local', credentials: anyCredentials, requestMilliseconds: 60_000 })

/** Every row, with credentials of the surroundings. Throws Fault `storage-failed`. */
export async function* rowsOf(table: AuditTable): ReturnType<typeof wholeAuditTable> {
  const client = clientOf(table)
  try {
    yield* wholeAuditTable({ documents: documentsOf(client), tables: { audit: table.table } })
  } finally {
    client.destroy()
  }
}

/** Notes every record of the table. */
export const readTableRecords = async (table: AuditTable, { log, findings, site }: Reading): Promise<ReadRecords> => {
  let [records, newestAt] = [0, 0]
  for await (const { chain, sequence, record } of rowsOf(table)) {
    if (!isOf(site, chain)) continue
    if (record === undefined) {
      findings.add({ chain, sequence, what: 'changed', says: 'what lies there is no audit record' })
      continue
    }
    const isChanged = recordHash(record) !== record.hash
    log.link(chain, { ...record, where: table.table, ...(isChanged && { flaw: 'changed' }) })
    records += 1
    newestAt = Math.max(newestAt, record.at)
  }
  return { records, newestAt }
}
