/** Rules about which data may be stored, and which keys must encrypt it (PCI DSS 3.3 and 3.5). */
import * as z from 'zod/mini'
import { type Rule, violatedWhen } from './rule.ts'

export const storage: readonly Rule[] = [
  {
    name: 'TableUsesCustomerManagedKey',
    requirement: '3.5.1',
    types: ['AWS::DynamoDB::Table'],
    violation: 'The table is encrypted with a key that its owner cannot revoke.',
    rationale: 'Access to a key of the account can be revoked from any reader of the table, and each use is recorded.',
    isViolatedBy: violatedWhen(
      z.looseObject({
        SSESpecification: z.looseObject({ SSEEnabled: z.boolean(), KMSMasterKeyId: z.unknown() }),
      }),
      ({ SSESpecification: { SSEEnabled, KMSMasterKeyId } }) => !SSEEnabled || KMSMasterKeyId === undefined,
    ),
  },
  {
    name: 'CacheTakesNoSnapshots',
    requirement: '3.3.1',
    types: [
      ...['AWS::ElastiCache::ServerlessCache', 'AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
    ],
    violation: 'The cache takes snapshots of its content.',
    rationale: 'A card verification code may be held in memory, and is never stored.',
    isViolatedBy: violatedWhen(
      z.looseObject({
        SnapshotRetentionLimit: z._default(z.number(), 0),
        DailySnapshotTime: z.optional(z.unknown()),
        SnapshotWindow: z.optional(z.unknown()),
        FinalSnapshotName: z.optional(z.unknown()),
      }),
      ({ SnapshotRetentionLimit, ...others }) =>
        SnapshotRetentionLimit > 0 ||
        [others.DailySnapshotTime, others.SnapshotWindow, others.FinalSnapshotName].some((each) => each !== undefined),
    ),
  },
]
