/** Breaches of the rules on key use, access and audit logs. */
import { CfnResource, type Stack } from 'aws-cdk-lib'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { CfnKey } from 'aws-cdk-lib/aws-kms'
import { allow, type PlantedBreach, resource } from './planted-breach.ts'

const account = { AWS: 'arn:aws:iam::111122223333:root' }
const keyPolicy = (parts: object) => ({ KeyPolicy: allow({ Principal: account, Resource: '*', ...parts }) })
const context = { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['form'] } }
const oneRole = { ArnEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/submit'] } }
const role = (...statements: readonly object[]) => ({
  Policies: [{ PolicyDocument: { Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) } }],
})
const passwords = (parts: object) => ({
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireNumbers: true,
      RequireLowercase: true,
      PasswordHistorySize: 4,
      ...parts,
    },
  },
})
const key = (properties: object) => resource('AWS::KMS::Key', properties)
const pool = (properties: object) => resource('AWS::Cognito::UserPool', properties)
/** A table whose disk is encrypted with a key that has this policy. */
const tableUnder = (policy: object) => (stack: Stack) => {
  const { attrArn } = new CfnKey(stack, 'Key', { keyPolicy: policy })
  return new CfnTable(stack, 'Planted', {
    keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: attrArn },
  })
}
/** Two functions, with the same role or each with its own. */
const functions = (roles: readonly [string, string]) => (stack: Stack) => {
  const [first, second] = roles.map(
    (name, place) =>
      new CfnResource(stack, `Function${place}`, {
        type: 'AWS::Lambda::Function',
        properties: { Role: { Ref: name } },
      }),
  )
  if (first === undefined || second === undefined) throw new Error('expected two functions')
  return first
}
const trail = (lockDays: number | undefined, eventNames: readonly string[] | undefined) => (stack: Stack) => {
  const lock = { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: lockDays } } }
  const bucket = new CfnResource(stack, 'Bucket', {
    type: 'AWS::S3::Bucket',
    properties: lockDays === undefined ? {} : { ObjectLockConfiguration: lock },
  })
  const names = { Field: 'eventName', StartsWith: [...(eventNames ?? [])] }
  const objects = [{ Field: 'resources.type', Equals: ['AWS::S3::Object'] }, names]
  return new CfnResource(stack, 'Planted', {
    type: 'AWS::CloudTrail::Trail',
    properties: {
      S3BucketName: bucket.ref,
      AdvancedEventSelectors: eventNames === undefined ? [] : [{ FieldSelectors: objects }],
    },
  })
}

export const accessBreaches: readonly PlantedBreach[] = [
  {
    rule: 'KeyPolicyLimitsPurpose',
    description: 'the account may use a key for everything',
    breach: key(keyPolicy({ Action: 'kms:*' })),
    compliant: key(keyPolicy({ Action: ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'] })),
  },
  {
    rule: 'KeyPolicyLimitsPurpose',
    description: 'a role may decrypt everything under the key',
    breach: key(keyPolicy({ Action: ['kms:Decrypt'], Condition: oneRole })),
    compliant: key(keyPolicy({ Action: ['kms:Decrypt'], Condition: { ...oneRole, ...context } })),
  },
  {
    rule: 'FieldKeyPolicyNamesRoles',
    description: 'any principal may decrypt with the encryption context',
    breach: key(keyPolicy({ Action: ['kms:Decrypt'], Condition: context })),
    compliant: key(keyPolicy({ Action: ['kms:Decrypt'], Condition: { ...oneRole, ...context } })),
  },
  {
    rule: 'KeyRotatesYearly',
    description: 'a key is never rotated',
    breach: key({}),
    compliant: key({ EnableKeyRotation: true }),
  },
  {
    rule: 'KeyRotatesYearly',
    description: 'a key is rotated every two years',
    breach: key({ EnableKeyRotation: true, RotationPeriodInDays: 730 }),
    compliant: key({ EnableKeyRotation: true, RotationPeriodInDays: 90 }),
  },
  {
    rule: 'FieldKeyIsNotDiskKey',
    description: 'one key encrypts both the records and the disk',
    breach: tableUnder(allow({ Principal: account, Action: 'kms:Decrypt', Resource: '*', Condition: context })),
    compliant: tableUnder(allow({ Principal: account, Action: 'kms:Decrypt', Resource: '*' })),
  },
  {
    rule: 'RoleCannotEncryptAndDecrypt',
    description: 'a role both generates and decrypts data keys',
    breach: resource(
      'AWS::IAM::Role',
      role({ Action: 'kms:GenerateDataKey*', Resource: 'k' }, { Action: 'kms:Decrypt', Resource: 'k' }),
    ),
    compliant: resource(
      'AWS::IAM::Role',
      role({ Action: 'kms:GenerateDataKey', Resource: 'k' }, { Action: 'kms:Decrypt', Resource: 'l' }),
    ),
  },
  {
    rule: 'PasswordsAreLong',
    description: 'passwords may have eight characters',
    breach: pool(passwords({ MinimumLength: 8 })),
    compliant: pool(passwords({})),
  },
  {
    rule: 'PasswordsAreLong',
    description: 'passwords need no digit',
    breach: pool(passwords({ RequireNumbers: false })),
  },
  {
    rule: 'PasswordsAreNotReused',
    description: 'the last password may be used again',
    breach: pool(passwords({ PasswordHistorySize: undefined })),
    compliant: pool(passwords({})),
  },
  {
    rule: 'SecondFactorIsRequired',
    description: 'the second factor is optional',
    breach: pool({ MfaConfiguration: 'OPTIONAL' }),
    compliant: pool({ MfaConfiguration: 'ON' }),
  },
  {
    rule: 'FailedSignInsAreCounted',
    description: 'the pool does not count failed sign-ins',
    breach: pool({ LambdaConfig: { PostAuthentication: 'arn' } }),
    compliant: pool({ LambdaConfig: { PreAuthentication: 'arn', PostAuthentication: 'arn' } }),
  },
  {
    rule: 'AccessTokensAreShortLived',
    description: 'a token is valid for an hour',
    breach: resource('AWS::Cognito::UserPoolClient', { AccessTokenValidity: 1 }),
    compliant: resource('AWS::Cognito::UserPoolClient', {
      AccessTokenValidity: 900,
      TokenValidityUnits: { AccessToken: 'seconds' },
    }),
  },
  {
    rule: 'FunctionHasItsOwnRole',
    description: 'two functions share a role',
    breach: functions(['Shared', 'Shared']),
    compliant: functions(['First', 'Second']),
  },
  {
    rule: 'BodiesAreNotLogged',
    description: 'one method has data tracing',
    breach: resource('AWS::ApiGateway::Stage', { MethodSettings: [{ HttpMethod: '*' }, { DataTraceEnabled: true }] }),
    compliant: resource('AWS::ApiGateway::Stage', { MethodSettings: [{ HttpMethod: '*', DataTraceEnabled: false }] }),
  },
  {
    rule: 'BodiesAreNotLogged',
    description: 'the WebSocket API has data tracing',
    breach: resource('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings: { DataTraceEnabled: true } }),
    compliant: resource('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings: { DataTraceEnabled: false } }),
  },
  {
    rule: 'BodiesAreNotLogged',
    description: 'one WebSocket route has data tracing',
    breach: resource('AWS::ApiGatewayV2::Stage', { RouteSettings: { $default: { DataTraceEnabled: true } } }),
  },
  {
    rule: 'FirewallStoresNoSamples',
    description: 'a firewall rule samples requests',
    breach: resource('AWS::WAFv2::WebACL', {
      VisibilityConfig: { SampledRequestsEnabled: false },
      Rules: [{ VisibilityConfig: { SampledRequestsEnabled: true } }],
    }),
    compliant: resource('AWS::WAFv2::WebACL', { VisibilityConfig: { SampledRequestsEnabled: false } }),
  },
  {
    rule: 'LogIsRetainedForAYear',
    description: 'a log group keeps entries for half a year',
    breach: resource('AWS::Logs::LogGroup', { RetentionInDays: 180 }),
    compliant: resource('AWS::Logs::LogGroup', { RetentionInDays: 400 }),
  },
  {
    rule: 'TrailIsImmutable',
    description: 'a trail writes to a bucket without Object Lock',
    breach: trail(undefined, ['Get']),
    compliant: trail(400, ['Get']),
  },
  {
    rule: 'TrailIsImmutable',
    description: 'the files of a trail are locked for three months only',
    breach: trail(90, ['Get']),
  },
  {
    rule: 'TrailRecordsReads',
    description: 'a trail records no object events',
    breach: trail(400, undefined),
    compliant: trail(400, ['Get']),
  },
  { rule: 'TrailRecordsReads', description: 'a trail records writes only', breach: trail(400, ['Put', 'Delete']) },
]
