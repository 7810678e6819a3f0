import type { AuditPointers, AuditTrail, DayEntry } from '../../lambdas/core/audit/audit.ts'
import { conversationChain, dayChainOf } from '../../lambdas/core/audit/audit-chain.ts'
import { pointerPartition, pointerTo } from '../../lambdas/core/audit/pointer.ts'
import type { Tables } from './tables.ts'

const pageOf = <Row extends { readonly sequence: number }>(
  all: readonly Row[],
  { limit, after = -1 }: { limit: number; after?: number | undefined },
): { rows: readonly Row[]; next?: number } => {
  const rest = all.filter(({ sequence }) => sequence > after)
  const rows = rest.slice(0, limit)
  const last = rows.at(-1)
  return rest.length > rows.length && last !== undefined ? { rows, next: last.sequence } : { rows }
}

export const memoryAuditTrail = ({ audit, auditPointers }: Tables): AuditTrail => ({
  async listByConversation(conversation, page) {
    const { rows, ...rest } = pageOf(audit.get(conversationChain(conversation)) ?? [], page)
    return { records: rows, ...rest }
  },

  async listByDay({ siteId, day, of }, page) {
    if (of !== 'pointers') {
      const { rows, ...rest } = pageOf(audit.get(dayChainOf(siteId, day, of)) ?? [], page)
      return { entries: rows.map((record) => ({ sequence: record.sequence, record })), ...rest }
    }
    const { rows, ...rest } = pageOf(auditPointers.get(pointerPartition(siteId, day)) ?? [], page)
    const entries = rows.map(({ sequence, recordChain, recordSequence }): DayEntry => {
      const record = audit.get(recordChain)?.find((each) => each.sequence === recordSequence)
      return { sequence, ...(record !== undefined && { record }) }
    })
    return { entries, ...rest }
  },
})

export const memoryAuditPointers = ({ auditPointers }: Tables): AuditPointers => ({
  async add(records) {
    for (const record of records) {
      const pointer = pointerTo(record)
      if (pointer === undefined) continue
      const others = auditPointers.get(pointer.chain) ?? []
      const isThere = others.some(
        ({ recordChain, recordSequence }) => recordChain === record.chain && recordSequence === record.sequence,
      )
      if (isThere) continue
      let { sequence } = pointer
      while (others.some((other) => other.sequence === sequence)) sequence += 1
      const all = [...others, { ...pointer, sequence }].sort((one, other) => one.sequence - other.sequence)
      auditPointers.put(pointer.chain, all)
    }
  },
})
