/** The audit records of a local target, read as an auditor would: chain by chain, each hash verified. */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import type { LocalService } from '../kit/service.ts'

/** The audit records of a site, chain by chain; `-` stands for what belongs to no known site. */
export const siteRecords = async (target: LocalService, siteId: string): Promise<AuditRecord[]> =>
  (await target.auditRecords())
    .filter(({ chain }) => chain.startsWith(`${siteId}#`))
    .sort((one, other) =>
      one.chain === other.chain ? one.sequence - other.sequence : one.chain < other.chain ? -1 : 1,
    )

/** One chain, in its order. */
export const chainOf = async (target: LocalService, chain: string): Promise<AuditRecord[]> =>
  (await target.auditRecords())
    .filter((record) => record.chain === chain)
    .sort((one, other) => one.sequence - other.sequence)

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
