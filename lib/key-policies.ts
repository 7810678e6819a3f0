import { AccountRootPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { alarmTopicArnOf, firewallLogGroupNameOf, logGroupNameOf, trailArnsOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * Allows the account's administrators, if their own policies also allow it, to do everything with a key except use it.
 * None of these actions encrypts, decrypts or creates a grant, because a key's custodians must not be its users (PCI
 * DSS 3.6.1). Without this statement, the account could lock itself out.
 */
export const administrationStatement = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'AdministratorsDoNotUseIt',
    principals: [new AccountRootPrincipal()],
    actions: [
      'kms:CancelKeyDeletion',
      'kms:CreateAlias',
      'kms:DeleteAlias',
      'kms:DescribeKey',
      'kms:DisableKey',
      'kms:DisableKeyRotation',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListAliases',
      'kms:ListGrants',
      'kms:ListKeyPolicies',
      'kms:ListKeyRotations',
      'kms:ListResourceTags',
      'kms:PutKeyPolicy',
      'kms:RevokeGrant',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateAlias',
      'kms:UpdateKeyDescription',
    ],
    resources: ['*'],
  })

/**
 * Allows AWS services to use the logs key of a Region. Each service may use the key only for the data that it writes
 * for this stage. In a Region other than the stage's own, this data is logs and alarms.
 */
export function logsKeyStatements(settings: StageSettings, region: string = settings.region): PolicyStatement[] {
  const logs = logGroupStatement(settings, region)
  if (region !== settings.region) return [logs, alarmsStatement(settings, region)]
  const trail = settings.trail.kind === 'made-here' ? trailStatements(settings) : []
  return [logs, ...trail, alarmsStatement(settings, region), exportsStatement(settings)]
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
function logGroupStatement({ account, stage }: StageSettings, region: string): PolicyStatement {
  const groups = [logGroupNameOf({ stage }, '*'), firewallLogGroupNameOf({ stage }, '*')]
  return new PolicyStatement({
    sid: 'LogGroupsOfThisStage',
    principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
    // AWS's example also includes `kms:DescribeKey`. It is omitted here, because such a request has no encryption
    // context, so the condition would never allow it.
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': groups.map(
          (name) => `arn:aws:logs:${region}:${account}:log-group:${name}`,
        ),
      },
    },
  })
}

/**
 * Returns the permissions that CloudTrail needs to create a trail. It must be allowed to encrypt with the key. When
 * CloudTrail checks the key, it also describes the key and, for a bucket with an S3 Bucket Key, decrypts with it. These
 * last two requests have no encryption context.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
function trailStatements(settings: StageSettings): PolicyStatement[] {
  const trails = [...trailArnsOf(settings)]
  const ofTrail = { principals: [new ServicePrincipal('cloudtrail.amazonaws.com')], resources: ['*'] }
  return [
    new PolicyStatement({
      ...ofTrail,
      sid: 'TrailOfThisStage',
      actions: ['kms:GenerateDataKey*'],
      conditions: { StringEquals: { 'aws:SourceArn': trails, 'kms:EncryptionContext:aws:cloudtrail:arn': trails } },
    }),
    new PolicyStatement({
      ...ofTrail,
      sid: 'TrailTriesTheKey',
      actions: ['kms:DescribeKey', 'kms:Decrypt'],
      conditions: { StringEquals: { 'aws:SourceArn': trails } },
    }),
  ]
}

/**
 * Allows alarms to publish to an encrypted topic. A publisher uses the topic's key through SNS, and the key policy can
 * check the topic. Not every such request has `aws:SourceAccount`, so the topic's own policy restricts which accounts'
 * alarms may publish.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic.html
 */
const alarmsStatement = (settings: StageSettings, region: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'AlarmsOfThisStage',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('sns.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': alarmTopicArnOf(settings, region) } },
  })

const exportsStatement = ({ account, region }: StageSettings): PolicyStatement =>
  new PolicyStatement({
    sid: 'ReadersOfExportsThroughS3',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:CallerAccount': account } },
  })
