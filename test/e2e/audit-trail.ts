/** The audit table of a local target, read as an auditor would: chain by chain, each hash verified. */
import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb'
import { auditItems } from '../../lambdas/adapters/dynamodb/items.ts'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import type { Item } from '../../lambdas/adapters/dynamodb/request/item-kind.ts'
import { prefixedTableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import { isPointer } from '../../lambdas/core/audit/pointer.ts'
import type { LocalTarget } from './target.ts'

const { audit: TableName } = prefixedTableNames('sealform')
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

const readAuditTable = async (
  { databaseEndpoint: endpoint }: LocalTarget,
  pagesOf: (client: ReturnType<typeof documentClientOf>) => AsyncIterable<{ Items?: Item[] | undefined }>,
): Promise<AuditRecord[]> => {
  const client = dynamoDbClient({ endpoint, region: 'local', credentials, requestMilliseconds: 30_000 })
  const items: Item[] = []
  try {
    for await (const { Items = [] } of pagesOf(documentClientOf(client))) items.push(...Items)
  } finally {
    client.destroy()
  }
  return items
    .filter((item) => !isPointer(item))
    .map((item) => auditItems.fromItem(item))
    .sort((one, other) =>
      one.chain === other.chain ? one.sequence - other.sequence : one.chain < other.chain ? -1 : 1,
    )
}

/** Everything on record of a site, chain by chain; `-` for what belongs to no known site. */
export const siteRecords = async (target: LocalTarget, siteId: string): Promise<AuditRecord[]> => {
  const all = await readAuditTable(target, (client) => paginateScan({ client }, { TableName, ConsistentRead: true }))
  return all.filter(({ chain }) => chain.startsWith(`${siteId}#`))
}

/** One chain, in its order. */
export const chainOf = (target: LocalTarget, chain: string): Promise<AuditRecord[]> =>
  readAuditTable(target, (client) =>
    paginateQuery(
      { client },
      {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: '#chain = :chain',
        ExpressionAttributeNames: { '#chain': 'chain' },
        ExpressionAttributeValues: { ':chain': chain },
      },
    ),
  )

/** What is not as a chain must be: from number 1 on without a gap, each record with the hash of the one before it. */
export const brokenLinks = (records: readonly AuditRecord[]): string[] => {
  const ends = new Map<string, Pick<AuditRecord, 'sequence' | 'hash'>>()
  return records.flatMap((record) => {
    const { chain, sequence, previousHash } = record
    const before = ends.get(chain) ?? { sequence: 0, hash: '0'.repeat(64) }
    ends.set(chain, record)
    const isSound =
      sequence === before.sequence + 1 && previousHash === before.hash && record.hash === recordHash(record)
    return isSound ? [] : [`${chain} ${sequence}`]
  })
}
