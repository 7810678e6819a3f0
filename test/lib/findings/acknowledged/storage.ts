/** Accepted findings about tables, buckets, keys, logs and queues. */
import type { Acknowledged } from '../review.ts'

const buckets = { pages: 'front/Front/Pages', archive: 'events/Trail/Archive/Bucket' }

export const storageFindings: readonly Acknowledged[] = [
  {
    rules: ['AwsSolutions-DDB3', 'NIST.800.53.R5-DynamoDBPITREnabled', 'CKV_AWS_28', 'CT.DYNAMODB.PR.1'],
    on: ['vault/Vault/DataKeysTable'],
    because:
      'Deleting a data key must destroy the answers, in every backup too: a recoverable key would undo an erasure.',
  },
  {
    rules: ['AwsSolutions-DDB3', 'NIST.800.53.R5-DynamoDBPITREnabled', 'CKV_AWS_28', 'CT.DYNAMODB.PR.1'],
    on: ['OneTimeKeys', 'AgentSessions', 'Connections'].map((name) => `records/Records/${name}Table`),
    because:
      'A restored key would be unclaimed, a session live and a connection broken; they last for seconds or hours.',
  },
  {
    rules: ['AwsSolutions-DDB3', 'NIST.800.53.R5-DynamoDBPITREnabled', 'CKV_AWS_28', 'CT.DYNAMODB.PR.1'],
    on: ['records/Records/AuditTable'],
    because: 'The archive has every record for as long, and a restored table would end before its checkpoints.',
  },
  {
    rules: ['NIST.800.53.R5-DynamoDBInBackupPlan'],
    on: ['records/Records/*', 'vault/Vault/*'],
    because:
      'Tables that need recovery have point-in-time recovery. A plan would keep copies for longer than its 35 days.',
  },
  {
    rules: [
      ...['AwsSolutions-S1', 'PCI.DSS.321-S3BucketLoggingEnabled', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
      ...['CKV_AWS_18', 'CT.S3.PR.2'],
    ],
    on: [buckets.archive],
    because: 'CloudTrail records each read and deletion of the archive, with the caller and sooner than a server log.',
  },
  {
    rules: [
      ...['AwsSolutions-S1', 'PCI.DSS.321-S3BucketLoggingEnabled', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
      ...['CKV_AWS_18', 'CT.S3.PR.2'],
    ],
    on: [buckets.pages],
    because: 'Only CloudFront may read these public pages. They contain no secret.',
  },
  {
    rules: ['PCI.DSS.321-S3BucketReplicationEnabled', 'NIST.800.53.R5-S3BucketReplicationEnabled'],
    on: [buckets.archive],
    because: 'No one can change or delete the archive. Its owner decides whether to copy it into another Region.',
  },
  {
    rules: ['PCI.DSS.321-S3BucketReplicationEnabled', 'NIST.800.53.R5-S3BucketReplicationEnabled', 'CT.S3.PR.9'],
    on: [buckets.pages],
    because: 'Every deployment builds the pages again, so there is nothing to lose and nothing to lock.',
  },
  {
    rules: ['PCI.DSS.401-TrailIsImmutable'],
    on: ['events/Trail/Account', 'events/Trail/Tables/Trail'],
    onlyIn: 'demo',
    because: 'A demo that locked its records could not be removed. Production locks them for thirteen months.',
  },
  {
    rules: ['CT.S3.PR.9'],
    on: [buckets.archive],
    onlyIn: 'demo',
    because: 'A demo that locked its records could not be removed. Production locks them for thirteen months.',
  },
  {
    rules: ['PCI.DSS.321-S3DefaultEncryptionKMS', 'NIST.800.53.R5-S3DefaultEncryptionKMS', 'CT.S3.PR.10'],
    on: [buckets.pages],
    because: 'The pages are public. They are encrypted at rest with the key of S3.',
  },
  {
    rules: ['CT.S3.PR.4'],
    on: [buckets.pages, buckets.archive],
    because: 'No process waits for new objects.',
  },
  {
    rules: ['AwsSolutions-SQS3', 'CT.SQS.PR.1'],
    on: ['events/Readers/Unread'],
    because: 'It is the dead-letter queue of the stream readers, and an alarm watches it.',
  },
  {
    rules: ['CKV_AWS_27'],
    on: ['events/Readers/Unread'],
    because: 'The SQS key encrypts it, which the check does not recognize. It holds stream positions, not records.',
  },
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    on: ['front/Front/OriginSecret'],
    because: 'A schedule rotates it every thirty days. It is in another stack, which the rule does not read.',
  },
  {
    rules: [...['PCI.DSS.321-SecretsManagerUsingKMSKey', 'NIST.800.53.R5-SecretsManagerUsingKMSKey', 'CKV_AWS_149']],
    on: ['front/Front/OriginSecret'],
    because:
      'CloudFront’s secret for the API opens no answer and signs no one in. The Secrets Manager key encrypts it.',
  },
  {
    rules: ['CT.KMS.PR.3'],
    on: ['keys/Keys/**', 'firewall/Logs/*'],
    because:
      'Key policies allow no grants, except by DynamoDB for the key of the tables: stricter than the rule requires.',
  },
  {
    rules: ['CT.CLOUDWATCH.PR.3'],
    on: ['**/*'],
    because: 'A false alarm: the key is in another stack, and the rule knows only keys of the same template.',
  },
  {
    rules: ['CT.CLOUDTRAIL.PR.1'],
    on: ['events/Trail/Account', 'events/Trail/Tables/Trail'],
    because: 'A false alarm: the key is in another stack, and the rule knows only keys of the same template.',
  },
  {
    rules: ['PCI.DSS.401-TrailRecordsReads'],
    on: ['events/Trail/Tables/Trail'],
    because: 'The other trail records the reads of archived records.',
  },
  {
    rules: [
      ...['PCI.DSS.321-CloudTrailCloudWatchLogsEnabled', 'NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled'],
      'CT.CLOUDTRAIL.PR.3',
    ],
    on: ['events/Trail/Tables/Trail'],
    because: 'No alarm reads requests to tables. They are in signed files of the archive (docs/decisions/0051).',
  },
  {
    rules: ['CKV_AWS_67'],
    on: ['events/Trail/Tables/Trail'],
    because: 'The tables are in one Region. The other trail records the management events of all Regions.',
  },
]
