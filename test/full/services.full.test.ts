// full: needs the services that npm run test:full starts
import { readFileSync } from 'node:fs'
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { createClient } from '@redis/client'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'

const Endpoints = z.array(z.object({ name: z.string(), endpoint: z.string() }))
const endpoints = (variable: string) => Endpoints.parse(JSON.parse(process.env[variable] ?? '[]'))
const aws = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }

test('two independent implementations of DynamoDB are available', () => {
  expect(endpoints('DYNAMODB_ENDPOINTS').map(({ name }) => name)).toEqual(expect.arrayContaining(['moto', 'ministack']))
})

describe.each(endpoints('DYNAMODB_ENDPOINTS').filter(({ name }) => name !== 'DYNAMODB_ENDPOINT'))(
  '$name',
  ({ endpoint }) => {
    test('rejects the second of two writes that require that the item does not exist yet', async () => {
      const dynamodb = new DynamoDBClient({ ...aws, endpoint })
      const put = new PutItemCommand({
        TableName: 'services-test',
        Item: { id: { S: 'one' } },
        ConditionExpression: 'attribute_not_exists(id)',
      })
      await dynamodb.send(
        new CreateTableCommand({
          TableName: 'services-test',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      )
      await dynamodb.send(put)
      await expect(dynamodb.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    })
  },
)

test.each(endpoints('KMS_ENDPOINTS'))(
  'the KMS in $name decrypts a data key only if it is unmodified and in its own context',
  async ({ endpoint }) => {
    const kms = new KMSClient({ ...aws, endpoint })
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}))
    const { CiphertextBlob: wrapped = new Uint8Array(), Plaintext: key } = await kms.send(
      new GenerateDataKeyCommand({ KeyId: KeyMetadata?.KeyId, KeySpec: 'AES_256', EncryptionContext: { form: 'one' } }),
    )
    const open = (CiphertextBlob: Uint8Array, form: string) =>
      kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: { form } }))
    const changed = Uint8Array.from(wrapped, (byte, place) => (place === wrapped.length - 1 ? byte ^ 1 : byte))
    expect((await open(wrapped, 'one')).Plaintext).toEqual(key)
    await expect(open(wrapped, 'two')).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
    await expect(open(changed, 'one')).rejects.toMatchObject({ name: 'InvalidCiphertextException' })
  },
)

describe('the holding server', () => {
  test('writes nothing to disk', async () => {
    const client = await createClient({ url: process.env.HOLDING_URL ?? '' }).connect()
    expect(await client.configGet('save')).toEqual({ save: '' })
    expect(await client.configGet('appendonly')).toEqual({ appendonly: 'no' })
    client.destroy()
  })

  test('rejects clients without the password', async () => {
    const url = new URL(process.env.HOLDING_URL ?? '')
    const client = createClient({ socket: { host: url.hostname, port: Number(url.port), reconnectStrategy: false } })
    client.on('error', () => {})
    await expect(client.connect()).rejects.toThrow('NOAUTH')
    client.destroy()
  })

  test('with TLS is trusted only by clients that know its certificate authority', async () => {
    const url = process.env.HOLDING_TLS_URL ?? ''
    const ca = readFileSync(process.env.HOLDING_CA ?? '')
    const client = await createClient({ url, socket: { tls: true, ca } }).connect()
    expect(await client.ping()).toBe('PONG')
    client.destroy()
    const stranger = createClient({ url, socket: { tls: true, reconnectStrategy: false } })
    stranger.on('error', () => {})
    await expect(stranger.connect()).rejects.toThrow('self-signed certificate in certificate chain')
  })
})
