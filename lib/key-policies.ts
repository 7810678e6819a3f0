import { AccountRootPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { firewallLogGroupNameOf, logGroupNameOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * Administrators of the account, by their own policies, may do all to a key but use it: nothing here encrypts, decrypts or hands
 * a grant on. It keeps the account from locking itself out (PCI DSS 3.6.1: custodians are not users).
 */
export const administration = (): PolicyStatement =>
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

/** The services that write under the logs key, each bound to what it writes for this stage. */
export function logsKeyStatements(settings: StageSettings, region: string = settings.region): PolicyStatement[] {
  const { account, stage } = settings
  const sealed = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
  const logGroups = [logGroupNameOf({ stage }, '*'), firewallLogGroupNameOf({ stage }, '*')]
  return [
    new PolicyStatement({
      sid: 'LogGroupsOfThisStage',
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: sealed,
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': logGroups.map(
            (name) => `arn:aws:logs:${region}:${account}:log-group:${name}`,
          ),
        },
      },
    }),
    new PolicyStatement({
      sid: 'TrailOfThisAccount',
      principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
      actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:${region}:${account}:trail/*` },
      },
    }),
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('sns.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
    new PolicyStatement({
      sid: 'ReadersOfExportsThroughS3',
      principals: [new AccountRootPrincipal()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:CallerAccount': account } },
    }),
  ]
}
