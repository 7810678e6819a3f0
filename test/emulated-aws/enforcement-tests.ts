/** The emulator enforces what the results of the other tests depend on. If it only pretended to, they could not fail. */
import { randomUUID } from 'node:crypto'
import {
  CreateTableCommand,
  DeleteTableCommand,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { expect, test } from 'vitest'
import { clientConfig, dynamoDbOf, type EmulatedAccount, kmsOf } from './clients.ts'
import { signedCall } from './signed-call.ts'

/** `done`, or the name of the error. */
const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.name : ''),
  )

const statement = (Action: string, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

const xmlField = (xml: string, name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? ''

/** A role with the policy, and a KMS client as that role. */
async function assumeNewRole(account: EmulatedAccount, PolicyDocument: string) {
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

/** A key whose policy allows these statements to the account's principals. */
async function createKey(account: EmulatedAccount, ...statements: readonly object[]): Promise<string> {
  const root = { AWS: `arn:aws:iam::${account.env.AWS_ACCESS_KEY_ID}:root` }
  const Policy = policy(...statements.map((each) => ({ Principal: root, ...each })))
  const wanted = { Policy, BypassPolicyLockoutSafetyCheck: true }
  return (await kmsOf(account).send(new CreateKeyCommand(wanted))).KeyMetadata?.KeyId ?? ''
}

const generateDataKey = (client: KMSClient, KeyId: string, EncryptionContext: Record<string, string> = {}) =>
  client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }))

export function enforcementTests(accountOf: () => EmulatedAccount): void {
  test('denies decryption to a role that may only generate data keys', async () => {
    const KeyId = await createKey(accountOf(), statement('kms:*'))
    const { client } = await assumeNewRole(accountOf(), policy(statement('kms:GenerateDataKey')))
    const { CiphertextBlob } = await generateDataKey(client, KeyId)
    expect(await outcomeOf(client.send(new DecryptCommand({ CiphertextBlob })))).toBe('AccessDeniedException')
  })

  test('enforces a key policy that names one role and a complete encryption context', async () => {
    const { client, roleArn } = await assumeNewRole(accountOf(), policy(statement('kms:*')))
    const { client: other } = await assumeNewRole(accountOf(), policy(statement('kms:*')))
    const Condition = {
      ArnEquals: { 'aws:PrincipalArn': [roleArn] },
      Null: { 'kms:EncryptionContext:site': 'false', 'kms:EncryptionContext:form': 'false' },
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['site', 'form'] },
    }
    const KeyId = await createKey(accountOf(), statement('kms:GenerateDataKey', { Condition }))
    const complete = { site: 'acme', form: 'a' }
    const outcomes = await Promise.all([
      outcomeOf(generateDataKey(client, KeyId, complete)),
      outcomeOf(generateDataKey(other, KeyId, complete)),
      outcomeOf(generateDataKey(client, KeyId, { site: 'acme' })),
      outcomeOf(generateDataKey(client, KeyId, { ...complete, more: 'x' })),
      outcomeOf(generateDataKey(client, KeyId)),
    ])
    expect(outcomes).toEqual(['done', ...Array(4).fill('AccessDeniedException')])
  })

  test('decrypts a data key only in its own encryption context', async () => {
    const client = kmsOf(accountOf())
    const EncryptionContext = { site: 'acme', form: 'a' }
    const KeyId = await createKey(accountOf(), statement('kms:*'))
    const { CiphertextBlob } = await generateDataKey(client, KeyId, EncryptionContext)
    const decrypt = (form: string) =>
      outcomeOf(client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { ...EncryptionContext, form } })))
    expect([await decrypt('a'), await decrypt('b')]).toEqual(['done', 'InvalidCiphertextException'])
  })

  test('lets only one of twenty concurrent claims succeed, and cancels a transaction if one of its conditions fails', async () => {
    const client = dynamoDbOf(accountOf())
    const TableName = `probe-${randomUUID()}`
    await client.send(
      new CreateTableCommand({
        ...{ TableName, BillingMode: 'PAY_PER_REQUEST' },
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    )
    const claim = (id: string, by: string) => ({
      ...{ TableName, Item: { id: { S: id }, claimedBy: { S: by } } },
      ConditionExpression: 'attribute_not_exists(id)',
    })
    const callers = Array.from({ length: 20 }, (_, caller) => `caller-${caller}`)
    const outcomes = await Promise.all(callers.map((by) => outcomeOf(client.send(new PutItemCommand(claim('a', by))))))
    expect(outcomes.sort()).toEqual([...Array(19).fill('ConditionalCheckFailedException'), 'done'])

    const put = (id: string): TransactWriteItem => ({
      Put: { ...claim(id, 'another'), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    })
    const failure = await client
      .send(new TransactWriteItemsCommand({ TransactItems: [put('new'), put('a')] }))
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TransactionCanceledException)
    expect(failure).toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { claimedBy: { S: expect.stringContaining('caller-') } } },
      ],
    })
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: { id: { S: 'new' } } }))
    expect(Item).toBeUndefined()
    await client.send(new DeleteTableCommand({ TableName }))
  })
}
