/** What "submit cannot decrypt" depends on: enforced roles and key policies. */
import { randomUUID } from 'node:crypto'
import { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import type { AwsBehaviour } from './behaviour.ts'
import { clientConfig, type EmulatedAccount, kmsOf } from './clients.ts'
import { signedCall } from './signed-call.ts'

const statement = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

const xmlField = (xml: string, name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? ''

/** A role with the policy, and a KMS client as that role. */
async function assumeNewRole(
  account: EmulatedAccount,
  PolicyDocument: string,
): Promise<{ client: KMSClient; roleArn: string }> {
  const RoleName = `probe-${randomUUID()}`
  const principal = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }
  const iam = (form: Record<string, string>) => signedCall(account, 'iam', { Version: '2010-05-08', RoleName, ...form })
  await iam({ Action: 'CreateRole', AssumeRolePolicyDocument: policy(principal) })
  await iam({ Action: 'PutRolePolicy', PolicyName: 'probe', PolicyDocument })
  const roleArn = `arn:aws:iam::${account.env.AWS_ACCESS_KEY_ID}:role/${RoleName}`
  const assume = { Version: '2011-06-15', Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: 'probe' }
  const session = await signedCall(account, 'sts', assume)
  const credentials = {
    accessKeyId: xmlField(session, 'AccessKeyId'),
    secretAccessKey: xmlField(session, 'SecretAccessKey'),
    sessionToken: xmlField(session, 'SessionToken'),
  }
  return { client: new KMSClient({ ...clientConfig(account), credentials, maxAttempts: 1 }), roleArn }
}

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.name : ''),
  )

const generateDataKey = (client: KMSClient, KeyId: string, EncryptionContext?: Record<string, string>) =>
  client.send(
    new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', ...(EncryptionContext && { EncryptionContext }) }),
  )

async function createKeyWithPolicy(account: EmulatedAccount, statements: readonly object[]): Promise<string> {
  const root = { AWS: `arn:aws:iam::${account.env.AWS_ACCESS_KEY_ID}:root` }
  const Policy = policy(...statements.map((each) => ({ Principal: root, ...each })))
  const { KeyMetadata } = await kmsOf(account).send(
    new CreateKeyCommand({ Policy, BypassPolicyLockoutSafetyCheck: true }),
  )
  return KeyMetadata?.KeyId ?? ''
}

export const iamBehaviours: readonly AwsBehaviour[] = [
  {
    sentence: 'a role that may generate data keys cannot decrypt one',
    expected: 'kept',
    async holds({ account }) {
      const KeyId = await createKeyWithPolicy(account, [statement('kms:*')])
      const { client } = await assumeNewRole(account, policy(statement('kms:GenerateDataKey')))
      const { CiphertextBlob } = await generateDataKey(client, KeyId)
      return (await outcomeOf(client.send(new DecryptCommand({ CiphertextBlob })))) === 'AccessDeniedException'
    },
  },
  {
    sentence: 'a key policy overrides the grants of a role',
    expected: 'kept',
    async holds({ account }) {
      const KeyId = await createKeyWithPolicy(account, [statement('kms:DescribeKey')])
      const { client } = await assumeNewRole(account, policy(statement('kms:*')))
      return (await outcomeOf(generateDataKey(client, KeyId))) === 'AccessDeniedException'
    },
  },
  {
    sentence: 'a key policy with a role and a complete encryption context accepts no other role and no partial context',
    expected: 'kept',
    async holds({ account }) {
      const { client, roleArn } = await assumeNewRole(account, policy(statement('kms:*')))
      const { client: other } = await assumeNewRole(account, policy(statement('kms:*')))
      const Condition = {
        ArnEquals: { 'aws:PrincipalArn': [roleArn] },
        Null: { 'kms:EncryptionContext:site': 'false', 'kms:EncryptionContext:form': 'false' },
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['site', 'form'] },
      }
      const KeyId = await createKeyWithPolicy(account, [statement('kms:GenerateDataKey', { Condition })])
      const whole = { site: 'acme', form: 'a' }
      const outcomes = await Promise.all([
        outcomeOf(generateDataKey(client, KeyId, whole)),
        outcomeOf(generateDataKey(other, KeyId, whole)),
        outcomeOf(generateDataKey(client, KeyId, { site: 'acme' })),
        outcomeOf(generateDataKey(client, KeyId, { ...whole, more: 'x' })),
        outcomeOf(generateDataKey(client, KeyId)),
      ])
      return outcomes.join() === ['done', ...Array(4).fill('AccessDeniedException')].join()
    },
  },
]
