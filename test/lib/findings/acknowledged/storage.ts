/** Findings about tables, buckets, keys, logs and queues that are meant to stay. */
import type { Acknowledged } from '../review.ts'

const buckets = { pages: 'front/Front/Pages', archive: 'events/Trail/Archive/Bucket' }

export const storageFindings: readonly Acknowledged[] = [
  {
    rules: ['AwsSolutions-DDB3', 'NIST.800.53.R5-DynamoDBPITREnabled', 'CKV_AWS_28', 'CT.DYNAMODB.PR.1'],
    on: ['vault/Vault/DataKeysTable'],
    because:
      'Deleting a data key must destroy the answers, in every backup too: a key that can be recovered undoes an erasure.',
  },
  {
    rules: ['AwsSolutions-DDB3', 'NIST.800.53.R5-DynamoDBPITREnabled', 'CKV_AWS_28', 'CT.DYNAMODB.PR.1'],
    on: ['OneTimeKeys', 'AgentSessions', 'Connections'].map((name) => `records/Records/${name}Table`),
    because:
      'A restored key would be unspent, a session not ended, a connection lead nowhere; they live for seconds and hours.',
  },
  {
    rules: ['NIST.800.53.R5-DynamoDBInBackupPlan'],
    on: ['records/Records/*', 'vault/Vault/*'],
    because:
      'What is to be recovered has point-in-time recovery. A plan would keep copies for longer than the 35 days of that.',
  },
  {
    rules: [
      ...['AwsSolutions-S1', 'PCI.DSS.321-S3BucketLoggingEnabled', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
      ...['CKV_AWS_18', 'CT.S3.PR.2'],
    ],
    on: [buckets.archive],
    because:
      'CloudTrail records each reading and each deletion of what is archived, with the caller and sooner than a server log.',
  },
  {
    rules: [
      ...['AwsSolutions-S1', 'PCI.DSS.321-S3BucketLoggingEnabled', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
      ...['CKV_AWS_18', 'CT.S3.PR.2'],
    ],
    on: [buckets.pages],
    because: 'Only CloudFront may read these public pages; who asked CloudFront is in the log of its firewall.',
  },
  {
    rules: ['PCI.DSS.321-S3BucketReplicationEnabled', 'NIST.800.53.R5-S3BucketReplicationEnabled'],
    on: [buckets.archive],
    because: 'Nobody can change or delete what is archived. To copy it into another Region is for its owner to decide.',
  },
  {
    rules: ['PCI.DSS.321-S3BucketReplicationEnabled', 'NIST.800.53.R5-S3BucketReplicationEnabled', 'CT.S3.PR.9'],
    on: [buckets.pages],
    because: 'Every deployment makes the pages anew, so there is nothing to lose and nothing to lock.',
  },
  {
    rules: ['PCI.DSS.401-TrailCannotBeRewritten'],
    on: ['events/Trail/Account'],
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
    because: 'Nothing waits for an object to arrive.',
  },
  {
    rules: ['AwsSolutions-SQS3', 'CT.SQS.PR.1'],
    on: ['events/Readers/Unread'],
    because: 'It is itself where the readers of the stream leave what they could not read; an alarm watches it.',
  },
  {
    rules: ['CKV_AWS_27'],
    on: ['events/Readers/Unread'],
    because:
      'It is encrypted with the key of SQS, which the check does not know. It names places in a stream, not what was there.',
  },
  {
    rules: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    on: ['front/Front/OriginSecret'],
    because:
      'It is rotated every thirty days by a schedule that stands in another stack, where the rule does not look.',
  },
  {
    rules: [...['PCI.DSS.321-SecretsManagerUsingKMSKey', 'NIST.800.53.R5-SecretsManagerUsingKMSKey', 'CKV_AWS_149']],
    on: ['front/Front/OriginSecret'],
    because:
      'What CloudFront says to the API opens no answer and signs nobody in. The key of Secrets Manager encrypts it.',
  },
  {
    rules: ['CT.KMS.PR.3'],
    on: ['keys/Keys/**', 'firewall/Logs/*'],
    because:
      'A key policy here lets nobody make a grant, save DynamoDB for the key of the tables: narrower than a refusal of the rest.',
  },
  {
    rules: ['CT.CLOUDWATCH.PR.3'],
    on: ['**/*'],
    because: 'A false alarm: the key stands in another stack, and the rule knows keys of the same template only.',
  },
  {
    rules: ['CT.CLOUDTRAIL.PR.1'],
    on: ['events/Trail/Account'],
    because: 'A false alarm: the key stands in another stack, and the rule knows keys of the same template only.',
  },
]
