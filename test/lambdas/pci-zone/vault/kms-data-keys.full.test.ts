// full: needs a KMS, emulated
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { kmsDataKeyMaker } from '../../../../lambdas/pci-zone/vault/kms-data-key-maker.ts'
import { kmsDataKeyOpener } from '../../../../lambdas/pci-zone/vault/kms-data-key-opener.ts'
import { type DetectedChanges, dataKeysContract } from './data-keys-contract.ts'
import { context, withFlippedBit } from './vault-context.ts'

const endpoint = process.env.KMS_ENDPOINT
if (endpoint === undefined || endpoint === '') {
  throw new Error('These tests need a KMS: set KMS_ENDPOINT to that of moto or ministack, as http://127.0.0.1:5000.')
}

// Not the client of the functions, because an emulator may be slow under the load of a whole test run.
const kms = new KMSClient({ endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({ Description: 'the vault key of a test' }))
if (key?.Arn === undefined) throw new Error('The KMS at KMS_ENDPOINT made no key.')
const ports = { kms, vaultKeyId: key.Arn }
const [maker, opener] = [kmsDataKeyMaker(ports), kmsDataKeyOpener(ports)]

/** Emulators check different things, so each is probed first. What it does not check is part of the contract's name. */
async function probe(): Promise<DetectedChanges> {
  const { wrapped } = await maker.generate(context)
  const fails = async (bytes: Uint8Array, boundTo = context) =>
    (await opener.unwrap(bytes, boundTo).catch(() => 'fault')) === 'integrity-failed'
  return {
    changedBits: await fails(withFlippedBit(wrapped, wrapped.length * 8 - 1)),
    changedKeyName: await fails(withFlippedBit(wrapped, 0)),
    changedContext: await fails(wrapped, { ...context, siteId: 'acne' }),
    invalidBytes: (await fails(new Uint8Array(31).fill(7))) && (await fails(wrapped.subarray(0, wrapped.length >> 1))),
  }
}

dataKeysContract(`KMS at ${endpoint}`, async () => ({ maker, opener }), await probe())
