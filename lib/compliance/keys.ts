/** Rules about who may use which key, for what, and for how long (PCI DSS 3.5 to 3.7). */
import { type CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { CfnKey } from 'aws-cdk-lib/aws-kms'
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs'
import * as z from 'zod/mini'
import {
  allowStatements,
  allows,
  conditionKeys,
  Policy,
  propertiesOf,
  type Rule,
  type Statement,
  violatedWhen,
} from './rule.ts'

const Key = z.looseObject({ KeyPolicy: Policy })
const keyUseActions = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:CreateGrant',
]
const bindingConditionKeys =
  /^(kms:EncryptionContext:|kms:EncryptionContextKeys$|kms:ViaService$|aws:SourceArn$|aws:SourceAccount$)/
const usesKey = (statement: Statement) => allows(statement, keyUseActions)
const isBound = (statement: Statement) => conditionKeys(statement).some((key) => bindingConditionKeys.test(key))

const RoleOrPolicy = z.looseObject({
  Policies: z._default(z.array(z.looseObject({ PolicyDocument: Policy })), []),
  PolicyDocument: z.optional(Policy),
})

/**
 * Returns true for a key that wraps an application's data keys. The policy of such a key requires an encryption context
 * that the application sets.
 */
const wrapsFields = (key: CfnKey) => {
  const policy = Key.safeParse(propertiesOf(key)).data
  return (
    policy !== undefined &&
    allowStatements(policy.KeyPolicy).some((each) => conditionKeys(each).includes('kms:EncryptionContextKeys'))
  )
}

/** Returns the key that a value refers to, in any of the app's stacks. */
function referencedKey(value: unknown): CfnKey | undefined {
  if (typeof value !== 'string' || !Token.isUnresolved(value)) return undefined
  const { firstToken } = Tokenization.reverseString(value)
  return Reference.isReference(firstToken) && firstToken.target instanceof CfnKey ? firstToken.target : undefined
}

function atRestKeyOf(resource: CfnResource): CfnKey | undefined {
  if (resource instanceof CfnLogGroup) return referencedKey(resource.kmsKeyId)
  if (!(resource instanceof CfnTable)) return undefined
  const { sseSpecification: encryption } = resource
  return encryption !== undefined && 'kmsMasterKeyId' in encryption
    ? referencedKey(encryption.kmsMasterKeyId)
    : undefined
}

export const keys: readonly Rule[] = [
  {
    name: 'KeyPolicyLimitsPurpose',
    requirement: '3.6.1.3',
    types: ['AWS::KMS::Key'],
    violation: 'The key policy allows uses of the key without limiting their purpose.',
    rationale: 'A key is used only for its purpose: a condition names an encryption context, a service or a source.',
    isViolatedBy: violatedWhen(Key, ({ KeyPolicy }) =>
      allowStatements(KeyPolicy).some((each) => usesKey(each) && !isBound(each)),
    ),
  },
  {
    name: 'FieldKeyPolicyNamesRoles',
    requirement: '3.6.1.3',
    types: ['AWS::KMS::Key'],
    violation: 'A key that wraps the keys of records names no roles that may use it.',
    rationale:
      'As few custodians as possible: an administrator who writes an IAM policy does not gain access to records.',
    isViolatedBy: violatedWhen(Key, ({ KeyPolicy }) =>
      allowStatements(KeyPolicy).some(
        (each) =>
          usesKey(each) &&
          conditionKeys(each).includes('kms:EncryptionContextKeys') &&
          !conditionKeys(each).includes('aws:PrincipalArn'),
      ),
    ),
  },
  {
    name: 'KeyRotatesYearly',
    requirement: '3.7.4',
    types: ['AWS::KMS::Key'],
    violation: 'The key is not rotated within a year.',
    rationale: 'A key is changed at the end of its cryptoperiod.',
    isViolatedBy: violatedWhen(
      z.looseObject({
        EnableKeyRotation: z._default(z.boolean(), false),
        RotationPeriodInDays: z._default(z.number(), 365),
        KeySpec: z._default(z.string(), 'SYMMETRIC_DEFAULT'),
      }),
      ({ EnableKeyRotation, RotationPeriodInDays, KeySpec }) =>
        KeySpec === 'SYMMETRIC_DEFAULT' && (!EnableKeyRotation || RotationPeriodInDays > 365),
    ),
  },
  {
    name: 'FieldKeyIsNotDiskKey',
    requirement: '3.5.1.2',
    types: ['AWS::DynamoDB::Table', 'AWS::Logs::LogGroup'],
    violation: 'The key that encrypts single records also encrypts the disk below them.',
    rationale:
      'Disk encryption is transparent to anyone who may read the disk: only a separate key makes records unreadable.',
    isViolatedBy: (resource) => {
      const key = atRestKeyOf(resource)
      return key !== undefined && wrapsFields(key)
    },
  },
  {
    name: 'RoleCannotEncryptAndDecrypt',
    requirement: '7.2.2',
    types: ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],
    violation: 'One role may both encrypt and decrypt with a key directly.',
    rationale:
      'A role that stores answers does not need to read them, and a role that reads them does not need to store any.',
    isViolatedBy: violatedWhen(RoleOrPolicy, ({ Policies, PolicyDocument }) => {
      const documents = [...Policies.map((each) => each.PolicyDocument), ...(PolicyDocument ? [PolicyDocument] : [])]
      const direct = documents
        .flatMap(allowStatements)
        .filter((each) => !conditionKeys(each).includes('kms:ViaService'))
      const to = (actions: readonly string[]) =>
        direct.filter((each) => allows(each, actions)).map((each) => JSON.stringify(each.Resource))
      const decrypted = new Set(to(['kms:Decrypt']))
      return to(['kms:GenerateDataKey', 'kms:Encrypt']).some((key) => decrypted.has(key))
    }),
  },
]
