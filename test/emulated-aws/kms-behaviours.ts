/** What tokenising rests on. */
import {
  CreateKeyCommand,
  DecryptCommand,
  DisableKeyCommand,
  GenerateDataKeyCommand,
  type KMSClient,
} from '@aws-sdk/client-kms'
import type { Behaviour, ProbePlace } from './behaviour.ts'
import { kmsOf } from './clients.ts'

interface Scene {
  readonly client: KMSClient
  readonly KeyId: string
  readonly wrapped: Uint8Array
}

const EncryptionContext = { site: 'acme', form: 'a' }

const withDataKey =
  (look: (scene: Scene) => Promise<boolean>) =>
  async ({ account }: ProbePlace): Promise<boolean> => {
    const client = kmsOf(account)
    try {
      const KeyId = (await client.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? ''
      const made = await client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }))
      return await look({ client, KeyId, wrapped: made.CiphertextBlob ?? new Uint8Array() })
    } finally {
      client.destroy()
    }
  }

const opens = ({ client }: Scene, CiphertextBlob: Uint8Array, context: Record<string, string> = EncryptionContext) =>
  client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context })).then(
    () => true,
    () => false,
  )

const flipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte))

export const kmsBehaviours: readonly Behaviour[] = [
  {
    sentence: 'a data key is opened in the context that it was made for, and in no other',
    expected: 'kept',
    holds: withDataKey(
      async (scene) =>
        (await opens(scene, scene.wrapped)) &&
        !(await opens(scene, scene.wrapped, { ...EncryptionContext, form: 'b' })),
    ),
  },
  {
    sentence: 'a wrapped data key that was changed is not opened',
    expected: 'pretended',
    leanOnIt: { deployed: ['abuse 21: one changed bit in a stored wrapped key releases nothing'] },
    holds: withDataKey(async (scene) => !(await opens(scene, flipped(scene.wrapped)))),
  },
  {
    sentence: 'a disabled key opens nothing',
    expected: 'kept',
    holds: withDataKey(async (scene) => {
      await scene.client.send(new DisableKeyCommand({ KeyId: scene.KeyId }))
      return !(await opens(scene, scene.wrapped))
    }),
  },
]
