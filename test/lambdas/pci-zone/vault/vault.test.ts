import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildEncrypt } from '@aws-crypto/encrypt-node'
import { AlgorithmSuiteIdentifier, CommitmentPolicy } from '@aws-crypto/material-management-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '../../../../lambdas/core/fault.ts'
import type { DataKeyOpener } from '../../../../lambdas/pci-zone/vault/data-keys.ts'
import { decryptingVault } from '../../../../lambdas/pci-zone/vault/decrypting-vault.ts'
import { encryptingVault } from '../../../../lambdas/pci-zone/vault/encrypting-vault.ts'
import { encryptionContext } from '../../../../lambdas/pci-zone/vault/encryption-context.ts'
import { keyringOf, messageSuite } from '../../../../lambdas/pci-zone/vault/message-format.ts'
import { padAnswers } from '../../../../lambdas/pci-zone/vault/padded-answers.ts'
import type {
  Answers,
  DecryptingVault,
  EncryptingVault,
  StoredMessage,
} from '../../../../lambdas/pci-zone/vault/vault.ts'
import { type LocalKey, localKey } from '../../../../local/local-key.ts'
import { changedContexts, context, withFlippedBit } from './vault-context.ts'

const answers = { 'card-number': '4111111111111111', 'card-expiry': '12/30', 'card-holder': 'Zoë Example' }

let folder: string
let dataKeys: LocalKey
let encrypting: EncryptingVault
let decrypting: DecryptingVault

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sealform-vault-'))
  dataKeys = await localKey({ folder })
  encrypting = encryptingVault({ dataKeys })
  decrypting = decryptingVault({ dataKeys })
})

afterAll(() => rm(folder, { recursive: true }))

async function store(clear: Answers = answers, boundTo = context): Promise<StoredMessage> {
  const dataKey = await encrypting.generateDataKey(boundTo)
  const { wrapped: wrappedKey } = dataKey
  return { message: await encrypting.encrypt(clear, dataKey, boundTo), wrappedKey }
}

/** A valid message except for the options that it was written with. */
async function writeOtherwise(
  plaintext: Uint8Array,
  suiteId: AlgorithmSuiteIdentifier,
  encryptionContextOfHeader = encryptionContext(context),
): Promise<StoredMessage> {
  const { plaintext: key, wrapped: wrappedKey } = await encrypting.generateDataKey(context)
  const { encrypt } = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT)
  const { encrypt: encryptUncommitted } = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT)
  const committing = suiteId >= AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY
  const write = committing ? encrypt : encryptUncommitted
  const { result: message } = await write(keyringOf(key).keyring, plaintext, {
    suiteId,
    encryptionContext: encryptionContextOfHeader,
  })
  return { message, wrappedKey }
}

describe('the vault', () => {
  test('decrypts what it encrypted for the same site, form, submission and template version', async () => {
    expect(await decrypting.decrypt(await store(), context)).toEqual({ answers })
  })

  test.each([[{}], [{ notes: '' }], [{ notes: '\u{1f4b3}'.repeat(4_000) }], [{ notes: 'x'.repeat(64 * 1024) }]])(
    'decrypts answers of any size',
    async (clear) => {
      expect(await decrypting.decrypt(await store(clear), context)).toEqual({ answers: clear })
    },
  )

  test('stores nothing that reveals an answer', async () => {
    const { message, wrappedKey } = await store()
    for (const answer of Object.values(answers)) {
      expect(Buffer.concat([message, wrappedKey]).includes(answer)).toBe(false)
    }
  })

  test('encrypts the same answers into a different message each time', async () => {
    const [one, other] = [await store(), await store()]
    expect(Buffer.from(one.message).equals(other.message)).toBe(false)
  })

  test('abuse 37: does not reveal the length of an answer by the stored size', async () => {
    const sets: Answers[] = [{}, answers, { 'national-id': '123-45-6789' }, { notes: 'x'.repeat(900) }]
    const lengths = await Promise.all(
      sets.map(async (clear) => {
        const { message, wrappedKey } = await store(clear)
        return `${message.length} ${wrappedKey.length}`
      }),
    )
    expect(new Set(lengths).size).toBe(1)
  })

  test('overwrites the data key with zeros after encryption, and rejects a second use', async () => {
    const dataKey = await encrypting.generateDataKey(context)
    await encrypting.encrypt(answers, dataKey, context)
    expect(dataKey.plaintext.every((byte) => byte === 0)).toBe(true)
    await expect(encrypting.encrypt(answers, dataKey, context)).rejects.toThrow(TypeError)
  })

  test('overwrites the data key with zeros after decryption, whether it succeeded or failed', async () => {
    const opened: Uint8Array[] = []
    const watched: DataKeyOpener = {
      unwrap: async (wrapped, boundTo) => {
        const key = await dataKeys.unwrap(wrapped, boundTo)
        if (key !== 'integrity-failed') opened.push(key)
        return key
      },
    }
    const vault = decryptingVault({ dataKeys: watched })
    const stored = await store()
    await vault.decrypt(stored, context)
    await vault.decrypt({ ...stored, message: stored.message.subarray(1) }, context)
    expect(opened.map((key) => key.every((byte) => byte === 0))).toEqual([true, true])
  })

  test('accepts a data key inside a larger buffer, as SDKs return it', async () => {
    const dataKey = await encrypting.generateDataKey(context)
    const pool = new Uint8Array(100)
    pool.set(dataKey.plaintext, 40)
    const message = await encrypting.encrypt(answers, { ...dataKey, plaintext: pool.subarray(40, 72) }, context)
    expect(await decrypting.decrypt({ message, wrappedKey: dataKey.wrapped }, context)).toEqual({ answers })
    expect(pool.every((byte) => byte === 0)).toBe(true)
  })

  test('abuse 23: reports an unavailable key service as a fault, not as a failed integrity check', async () => {
    const down = new Fault('key-service-failed')
    const vault = decryptingVault({ dataKeys: { unwrap: () => Promise.reject(down) } })
    await expect(vault.decrypt(await store(), context)).rejects.toBe(down)
  })
})

describe('the vault refuses', () => {
  test('abuse 21: a message in which any single bit is changed', async () => {
    const { message, wrappedKey } = await store()
    // Every bit, except in the padding, where one bit of each byte is enough: it is 900 equal bytes.
    const padding = { from: message.length - 16 - 850, to: message.length - 16 }
    const isTried = (bit: number) => bit % 8 === 0 || bit >> 3 < padding.from || bit >> 3 >= padding.to
    const survivors: number[] = []
    for (let bit = 0; bit < message.length * 8; bit++) {
      if (!isTried(bit)) continue
      const outcome = await decrypting.decrypt({ message: withFlippedBit(message, bit), wrappedKey }, context)
      if (outcome !== 'integrity-failed') survivors.push(bit)
    }
    expect(survivors).toEqual([])
  }, 60_000)

  test('abuse 21: a wrapped key in which any single bit is changed', async () => {
    const { message, wrappedKey } = await store()
    for (let bit = 0; bit < wrappedKey.length * 8; bit++) {
      const outcome = await decrypting.decrypt({ message, wrappedKey: withFlippedBit(wrappedKey, bit) }, context)
      expect(outcome).toBe('integrity-failed')
    }
  })

  test('abuse 21: a context with one entry changed', async () => {
    const stored = await store()
    for (const changed of changedContexts) {
      expect(await decrypting.decrypt(stored, changed)).toBe('integrity-failed')
    }
  })

  test('abuse 21: a context with one entry changed, even if the key service does not check the context', async () => {
    const stored = await store()
    const careless = decryptingVault({ dataKeys: { unwrap: (wrapped) => dataKeys.unwrap(wrapped, context) } })
    expect(await careless.decrypt(stored, context)).toEqual({ answers })
    for (const changed of changedContexts) {
      expect(await careless.decrypt(stored, changed)).toBe('integrity-failed')
    }
  })

  test('abuse 21: the message or the wrapped key from another valid submission', async () => {
    const mine = await store()
    const other = await store(answers, { ...context, submissionId: '11111111-2222-4333-8444-555555555555' })
    const twin = await store()
    for (const { message, wrappedKey } of [other, twin]) {
      expect(await decrypting.decrypt({ ...mine, message }, context)).toBe('integrity-failed')
      expect(await decrypting.decrypt({ ...mine, wrappedKey }, context)).toBe('integrity-failed')
    }
    expect(await decrypting.decrypt(other, context)).toBe('integrity-failed')
  })

  test('a truncated or extended message', async () => {
    const { message, wrappedKey } = await store()
    for (let length = 0; length < message.length; length += 7) {
      const outcome = await decrypting.decrypt({ message: message.subarray(0, length), wrappedKey }, context)
      expect(outcome, `${length} bytes`).toBe('integrity-failed')
    }
    for (const more of [Buffer.alloc(1), Buffer.alloc(100), message]) {
      const outcome = await decrypting.decrypt({ message: Buffer.concat([message, more]), wrappedKey }, context)
      expect(outcome, `${more.length} bytes more`).toBe('integrity-failed')
    }
  })

  test('a message in another algorithm suite, with a signature or without key commitment', async () => {
    const suites = AlgorithmSuiteIdentifier
    const clear = padAnswers(answers)
    const right = await writeOtherwise(clear, messageSuite)
    const signed = await writeOtherwise(clear, suites.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY_ECDSA_P384)
    const uncommitted = await writeOtherwise(clear, suites.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA256)
    expect(await decrypting.decrypt(right, context)).toEqual({ answers })
    expect(await decrypting.decrypt(signed, context)).toBe('integrity-failed')
    expect(await decrypting.decrypt(uncommitted, context)).toBe('integrity-failed')
  })

  test('a message whose context has a missing or additional entry', async () => {
    const exact = encryptionContext(context)
    const less = Object.fromEntries(Object.entries(exact).filter(([name]) => name !== 'site'))
    for (const entries of [less, { ...less, place: 'acme' }, { ...exact, more: 'x' }]) {
      const stored = await writeOtherwise(padAnswers(answers), messageSuite, entries)
      expect(await decrypting.decrypt(stored, context)).toBe('integrity-failed')
    }
  })

  test('a valid message that does not contain answers', async () => {
    const stored = await writeOtherwise(new TextEncoder().encode(JSON.stringify(answers)), messageSuite)
    expect(await decrypting.decrypt(stored, context)).toBe('integrity-failed')
  })
})
