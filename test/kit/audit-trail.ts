/** Reads the audit records of a service chain by chain and verifies each hash, as an auditor would. */
import type { AuditRecord } from '../../lambdas/core/audit/audit.ts'
import { recordHash } from '../../lambdas/core/audit/audit-chain.ts'
import type { LocalService } from './service.ts'

const inChainOrder = (records: readonly AuditRecord[]): AuditRecord[] =>
  records.toSorted((one, other) =>
    one.chain === other.chain ? one.sequence - other.sequence : one.chain < other.chain ? -1 : 1,
  )

/** Returns a site's audit records, chain by chain. The site id `-` returns the records that belong to no known site. */
export const siteRecords = async (service: LocalService, siteId: string): Promise<AuditRecord[]> =>
  inChainOrder((await service.auditRecords()).filter(({ chain }) => chain.startsWith(`${siteId}#`)))

/** Returns the records of one chain, in order. */
export const chainOf = async (service: LocalService, name: string): Promise<AuditRecord[]> =>
  inChainOrder((await service.auditRecords()).filter(({ chain }) => chain === name))

export const conversationChain = (
  service: LocalService,
  { siteId }: { readonly siteId: string },
  conversationId: string,
): Promise<AuditRecord[]> => chainOf(service, `${siteId}#conversation#${conversationId}`)

/** Returns a site's recorded events, each as `event/outcome`, in the order in which the service lists them. */
export const recordedEvents = async (
  service: LocalService,
  { siteId }: { readonly siteId: string },
): Promise<string[]> =>
  (await service.auditRecords())
    .filter(({ chain }) => chain.startsWith(`${siteId}#`))
    .map(({ event, outcome }) => `${event}/${outcome}`)

/**
 * Returns the records that break their chain. A chain must start at 1 and have no gap, and each record must contain the hash of
 * the previous record.
 */
export const brokenLinks = (records: readonly AuditRecord[]): string[] => {
  const heads = new Map<string, Pick<AuditRecord, 'sequence' | 'hash'>>()
  return records.flatMap((record) => {
    const { chain, sequence, previousHash } = record
    const before = heads.get(chain) ?? { sequence: 0, hash: '0'.repeat(64) }
    heads.set(chain, record)
    const isSound =
      sequence === before.sequence + 1 && previousHash === before.hash && record.hash === recordHash(record)
    return isSound ? [] : [`${chain} ${sequence}`]
  })
}
