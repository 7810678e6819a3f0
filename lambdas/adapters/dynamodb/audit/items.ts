/**
 * Defines the items of the audit table. They are in a file of their own, so that functions that read only this table do not
 * contain the schemas of all records.
 */
import { AuditRecord } from '../../../core/audit/audit.ts'
import { AuditPointer } from '../../../core/audit/pointer.ts'
import { itemKind } from '../request/item-kind.ts'

/**
 * Pointers are stored in the same table as the audit records that they name. A partition that contains pointers is not
 * a chain.
 */
export const auditPointerItems = itemKind({
  table: 'audit',
  schema: AuditPointer,
  keyOf: ({ chain, sequence }: Pick<AuditPointer, 'chain' | 'sequence'>) => ({ chain, sequence }),
})

export const auditItems = itemKind({
  table: 'audit',
  schema: AuditRecord,
  keyOf: ({ chain, sequence }: Pick<AuditRecord, 'chain' | 'sequence'>) => ({ chain, sequence }),
})
