import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import { chainHeadOf, emptyChainHead } from '../../../core/audit/audit-chain.ts'
import type { ChainHead } from '../../../core/audit/chain-head.ts'
import { auditItems } from '../items.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { sendOrFault } from '../request/conditional-write.ts'
import { equals, isAbsent, onCondition, whereKey } from '../request/expressions.ts'
import type { TableNames } from '../tables.ts'
import { retentionSweepAt } from '../time-to-live.ts'

/** The current head of a chain, by a consistent read. */
export async function readChainHead(
  { documents, tables }: Pick<DynamoDbPorts, 'documents' | 'tables'>,
  chain: string,
): Promise<ChainHead> {
  const query = new QueryCommand({
    TableName: tables.audit,
    ...whereKey(equals('chain', chain)),
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  })
  const { Items: [last] = [] } = await sendOrFault(documents.send(query))
  return last === undefined ? emptyChainHead : chainHeadOf(auditItems.fromItem(last))
}

/** The head after which the next record of a chain goes. */
export interface ChainStart {
  readonly head: ChainHead
  /** Read from the table or written by this process. A hint is neither: it comes from a row that other roles write. */
  readonly isVerified: boolean
}

/** The hint, if it is ahead of the remembered head; else the remembered head; without either, a read. */
export async function chainStart(
  ports: Pick<DynamoDbPorts, 'documents' | 'tables'>,
  chain: string,
  { hint, remembered }: { readonly hint: ChainHead | undefined; readonly remembered: ChainHead | undefined },
): Promise<ChainStart> {
  const known = remembered?.sequence ?? emptyChainHead.sequence
  if (hint !== undefined && hint.sequence > known) return { head: hint, isVerified: false }
  return { head: remembered ?? (await readChainHead(ports, chain)), isVerified: true }
}

/** Checks that the record that a hint names exists, in the transaction of the next put: no hint leaves a gap. */
export const recordCheck = (tables: TableNames, chain: string, { sequence, hash }: ChainHead) => ({
  ConditionCheck: {
    TableName: tables.audit,
    Key: auditItems.keyOf({ chain, sequence }),
    ...onCondition(equals('hash', hash)),
  },
})

/** Puts a record only if its position in the chain is free: this makes the log append-only. */
export const appendOnlyPut = (tables: TableNames, record: AuditRecord) => ({
  TableName: tables.audit,
  Item: auditItems.toItem(record, retentionSweepAt(record.at)),
  ...onCondition(isAbsent('chain')),
})
