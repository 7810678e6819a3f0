/** What tokenising depends on. */
import {
  CreateKeyCommand,
  DecryptCommand,
  DisableKeyCommand,
  GenerateDataKeyCommand,
  type KMSClient,
} from '@aws-sdk/client-kms'
import type { AwsBehaviour, ProbeContext } from './behaviour.ts'
import { kmsOf } from './clients.ts'

interface ProbeKey {
  readonly client: KMSClient
  readonly KeyId: string
  readonly wrapped: Uint8Array
}

const EncryptionContext = { site: 'acme', form: 'a' }

const withDataKey =
  (look: (scene: ProbeKey) => Promise<boolean>) =>
  async ({ account }: ProbeContext): Promise<boolean> => {
    const client = kmsOf(account)
    try {
      const KeyId = (await client.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? ''
      const made = await client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }))
      return await look({ client, KeyId, wrapped: made.CiphertextBlob ?? new Uint8Array() })
    } finally {
      client.destroy()
    }
  }

const canDecrypt = (
  { client }: ProbeKey,
  CiphertextBlob: Uint8Array,
  context: Record<string, string> = EncryptionContext,
) =>
  client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context })).then(
    () => true,
    () => false,
  )

const withLastBitFlipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte))

export const kmsBehaviours: readonly AwsBehaviour[] = [
  {
    sentence: 'a data key is decrypted in its own context, and in no other',
    expected: 'kept',
    holds: withDataKey(
      async (scene) =>
        (await canDecrypt(scene, scene.wrapped)) &&
        !(await canDecrypt(scene, scene.wrapped, { ...EncryptionContext, form: 'b' })),
    ),
  },
  {
    sentence: 'a modified wrapped data key is not decrypted',
    expected: 'pretended',
    dependentTests: { deployed: ['abuse 21: one changed bit in a stored wrapped key releases nothing'] },
    holds: withDataKey(async (scene) => !(await canDecrypt(scene, withLastBitFlipped(scene.wrapped)))),
  },
  {
    sentence: 'a disabled key decrypts nothing',
    expected: 'kept',
    holds: withDataKey(async (scene) => {
      await scene.client.send(new DisableKeyCommand({ KeyId: scene.KeyId }))
      return !(await canDecrypt(scene, scene.wrapped))
    }),
  },
]
