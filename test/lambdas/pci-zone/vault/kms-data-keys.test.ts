import { once } from 'node:events'
import { createServer } from 'node:http'
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
} from '@aws-sdk/client-kms'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { kmsClient } from '../../../../lambdas/pci-zone/vault/kms-client.ts'
import { kmsDataKeyMaker } from '../../../../lambdas/pci-zone/vault/kms-data-key-maker.ts'
import { kmsDataKeyOpener } from '../../../../lambdas/pci-zone/vault/kms-data-key-opener.ts'
import { context } from './vault-context.ts'

const vaultKeyId = 'arn:aws:kms:eu-central-1:111122223333:key/0d990263-018e-4e65-a703-eff731de951e'
const metadata = { message: 'no', $metadata: {} }
const key = new Uint8Array(32).fill(1)
const wrapped = new Uint8Array(184).fill(2)
const fault = { name: 'Fault', code: 'key-service-failed', message: 'key-service-failed' }
const named = (name: string) => Object.assign(new Error('no'), { name, $metadata: {} })

function stubbedKms() {
  const kms = new KMSClient({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
  return {
    stub: mockClient(kms),
    maker: kmsDataKeyMaker({ kms, vaultKeyId }),
    opener: kmsDataKeyOpener({ kms, vaultKeyId }),
  }
}

describe('data keys from KMS', () => {
  test('are generated with 256 bits under the vault key and bound to the context', async () => {
    const { stub, maker } = stubbedKms()
    stub.on(GenerateDataKeyCommand).resolves({ Plaintext: key, CiphertextBlob: wrapped })
    expect(await maker.generate(context)).toEqual({ plaintext: key, wrapped })
    expect(stub.commandCalls(GenerateDataKeyCommand).map((call) => call.args[0].input)).toEqual([
      {
        KeyId: vaultKeyId,
        KeySpec: 'AES_256',
        EncryptionContext: {
          site: context.siteId,
          form: context.formId,
          submission: context.submissionId,
          template: context.templateVersion,
          record: context.record,
        },
      },
    ])
  })

  test('are unwrapped with the vault key and the same context', async () => {
    const { stub, maker, opener } = stubbedKms()
    stub.on(GenerateDataKeyCommand).resolves({ Plaintext: key, CiphertextBlob: wrapped })
    stub.on(DecryptCommand).resolves({ Plaintext: key })
    await maker.generate(context)
    expect(await opener.unwrap(wrapped, context)).toEqual(key)
    const [decrypted] = stub.commandCalls(DecryptCommand).map((call) => call.args[0].input)
    const [generated] = stub.commandCalls(GenerateDataKeyCommand).map((call) => call.args[0].input)
    expect(decrypted).toEqual({
      KeyId: vaultKeyId,
      CiphertextBlob: wrapped,
      EncryptionContext: generated?.EncryptionContext,
    })
  })

  test.each([new InvalidCiphertextException(metadata), new IncorrectKeyException(metadata)])(
    'abuse 21: fail the integrity check if KMS throws $name',
    async (error) => {
      const { stub, opener } = stubbedKms()
      stub.on(DecryptCommand).rejects(error)
      expect(await opener.unwrap(wrapped, context)).toBe('integrity-failed')
    },
  )

  test('fail the integrity check if the plaintext is not 32 bytes long', async () => {
    const { stub, opener } = stubbedKms()
    stub.on(DecryptCommand).resolves({ Plaintext: new Uint8Array(16) })
    expect(await opener.unwrap(wrapped, context)).toBe('integrity-failed')
  })

  test.each([0, 6_145])('are refused without a call to KMS if the wrapped key has %i bytes', async (length) => {
    const { stub, opener } = stubbedKms()
    expect(await opener.unwrap(new Uint8Array(length), context)).toBe('integrity-failed')
    expect(stub.calls()).toHaveLength(0)
  })

  test.each([
    'ThrottlingException',
    'AccessDeniedException',
    'KMSInternalException',
    'DependencyTimeoutException',
    'KMSInvalidStateException',
    'DisabledException',
    'NotFoundException',
    'KeyUnavailableException',
    'ValidationException',
    'TimeoutError',
  ])('abuse 23: cause a fault if KMS throws %s, both for a new key and for a wrapped key', async (name) => {
    const { stub, maker, opener } = stubbedKms()
    stub.rejects(named(name))
    await expect(maker.generate(context)).rejects.toMatchObject(fault)
    await expect(opener.unwrap(wrapped, context)).rejects.toMatchObject(fault)
  })

  test.each([
    { Plaintext: new Uint8Array(31), CiphertextBlob: wrapped },
    { Plaintext: key },
    { CiphertextBlob: wrapped },
    { Plaintext: key, CiphertextBlob: new Uint8Array() },
  ])('cause a fault when the reply to GenerateDataKey is incomplete', async (reply) => {
    const { stub, maker } = stubbedKms()
    stub.on(GenerateDataKeyCommand).resolves(reply)
    await expect(maker.generate(context)).rejects.toMatchObject(fault)
  })
})

describe('a key service that does not respond in time', () => {
  // Both wait for the time-out of KMS, so they wait together.
  test.concurrent.for([
    ['before its response', ''],
    ['in the middle of its response', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"Plain'],
  ] as const)(
    'abuse 23: causes a fault after two attempts if it stops %s',
    { timeout: 10_000 },
    async ([, beginning], { onTestFinished, expect }) => {
      let attempts = 0
      const server = createServer((request) => {
        attempts += 1
        request.socket.write(beginning)
      }).listen(0, '127.0.0.1')
      onTestFinished(() => {
        server.closeAllConnections()
        server.close()
      })
      await once(server, 'listening')
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : undefined
      const kms = kmsClient({
        region: 'eu-central-1',
        endpoint: `http://127.0.0.1:${port}`,
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      })
      await expect(kmsDataKeyMaker({ kms, vaultKeyId }).generate(context)).rejects.toMatchObject(fault)
      expect(attempts).toBe(2)
    },
  )
})
