import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditRecord } from '../../../core/audit/audit.ts'
import { chainHeadOf, emptyChainHead } from '../../../core/audit/audit-chain.ts'
import type { ChainHead, ChainHint, DatedChainHead } from '../../../core/audit/chain-head.ts'
import type { DynamoDbPorts } from '../ports.ts'
import { sendOrFault } from '../request/conditional-write.ts'
import { equals, isAbsent, onCondition, whereKey } from '../request/expressions.ts'
import type { TableNames } from '../tables.ts'
import { retentionSweepAt } from '../time-to-live.ts'
import { auditItems } from './items.ts'

/** Returns the current head of a chain. The read is strongly consistent. */
export async function readChainHead(
  { documents, tables }: Pick<DynamoDbPorts, 'documents' | 'tables'>,
  chain: string,
): Promise<DatedChainHead> {
  const query = new QueryCommand({
    TableName: tables.audit,
    ...whereKey(equals('chain', chain)),
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
  })
  const { Items: [last] = [] } = await sendOrFault(documents.send(query))
  if (last === undefined) return emptyChainHead
  const record = auditItems.fromItem(last)
  return { ...chainHeadOf(record), at: record.at }
}

/** The chain head that the next record of the chain follows. */
export interface ChainStart {
  readonly head: ChainHead
  /**
   * True if the head was read from the table or written by this process, or if the caller's secret authenticates it.
   * Any other hint is not verified, because it comes from a row that other roles may write.
   */
  readonly isVerified: boolean
}

/**
 * Returns the chain head that the next record should follow: the hint if it is ahead of the remembered head, and
 * otherwise the remembered head. If there is neither, reads the head from the table.
 */
export async function chainStart(
  ports: Pick<DynamoDbPorts, 'documents' | 'tables'>,
  chain: string,
  { hint, remembered }: { readonly hint: ChainHint | undefined; readonly remembered: ChainHead | undefined },
): Promise<ChainStart> {
  const known = remembered?.sequence ?? emptyChainHead.sequence
  if (hint !== undefined && hint.sequence > known) {
    const { sequence, hash, isAuthentic = false } = hint
    return { head: { sequence, hash }, isVerified: isAuthentic }
  }
  return { head: remembered ?? (await readChainHead(ports, chain)), isVerified: true }
}

/**
 * Checks that the record named by a hint exists. The check is part of the transaction that puts the next record, so a
 * wrong hint cannot cause a gap in the chain.
 */
export const recordCheck = (tables: TableNames, chain: string, { sequence, hash }: ChainHead) => ({
  ConditionCheck: {
    TableName: tables.audit,
    Key: auditItems.keyOf({ chain, sequence }),
    ...onCondition(equals('hash', hash)),
  },
})

/**
 * Returns the put of a record. The condition of the put is that the record's position in the chain is free. This
 * condition makes the log append-only.
 */
export const appendOnlyPut = (tables: TableNames, record: AuditRecord) => ({
  TableName: tables.audit,
  Item: auditItems.toItem(record, retentionSweepAt(record.at)),
  ...onCondition(isAbsent('chain')),
})
