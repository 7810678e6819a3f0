/** Reads the records in the table of a deployment or of a local run. */

import { scanAuditTable } from '../../lambdas/adapters/dynamodb/audit/scan.ts'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import { belongsToSite, type ReadContext, type ReadSummary } from './exported-records.ts'

export interface AuditTable {
  readonly table: string
  /** The endpoint of a database other than AWS's, such as that of a local run. It may receive any credentials. */
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
}

const placeholderCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

const clientOf = ({ endpoint, region }: AuditTable) =>
  endpoint === undefined
    ? dynamoDbClient({ ...(region && { region }), requestMilliseconds: 10_000 })
    : dynamoDbClient({
        endpoint,
        region: region ?? 'local',
        credentials: placeholderCredentials,
        requestMilliseconds: 60_000,
      })

/** Reads every row of the table, with the credentials from the environment. Throws Fault `storage-failed`. */
export async function* rowsOf(table: AuditTable): ReturnType<typeof scanAuditTable> {
  const client = clientOf(table)
  try {
    yield* scanAuditTable({ documents: documentClientOf(client), tables: { audit: table.table } })
  } finally {
    client.destroy()
  }
}

/** Adds every record in the table to the log. */
export const readTableRecords = async (
  table: AuditTable,
  { log, findings, site }: ReadContext,
): Promise<ReadSummary> => {
  let [records, newestAt] = [0, 0]
  for await (const { chain, sequence, record } of rowsOf(table)) {
    if (!belongsToSite(site, chain)) continue
    if (record === undefined) {
      findings.add({ chain, sequence, flaw: 'changed', message: 'the item is not an audit record' })
      continue
    }
    const isChanged = recordHash(record) !== record.hash
    log.addLink(chain, { ...record, location: table.table, ...(isChanged && { flaw: 'changed' }) })
    records += 1
    newestAt = Math.max(newestAt, record.at)
  }
  return { records, newestAt }
}
