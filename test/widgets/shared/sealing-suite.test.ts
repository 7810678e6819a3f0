/// <reference types="node" />
/**
 * The vector of RFC 9180 for mode 0, KEM 0x0010, KDF 0x0001, AEAD 0x0002, keys and encapsulation from the machine-readable
 * file that the RFC points to. Its ciphertexts come as Go's standard library keeps them (crypto/hpke/testdata/rfc9180.json): one
 * SHAKE128 over a thousand messages whose contents are drawn from the SHAKE128 of nothing.
 */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSealingSuite } from '../../../widgets/shared/sealing-suite.ts'
import { referenceOpen } from './rfc9180-reference.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

const vector = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  ikmE: hex('a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c'),
  ikmR: hex('a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3'),
  skRm: hex('317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2'),
  pkRm: hex(
    '04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c',
  ),
  enc: hex(
    '04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0',
  ),
  ciphertexts: '8d3263541fc1695b6e88ff3a1208577c',
}

const messages = 1000

/** One length byte, then so many bytes, twice for each message. */
const drawMessages = () => {
  const stream = createHash('shake128', { outputLength: messages * 2 * 256 }).digest()
  let at = 0
  const draw = () => {
    const start = at + 1
    at = start + (stream[at] ?? 0)
    return new Uint8Array(stream.subarray(start, at))
  }
  return Array.from({ length: messages }, () => ({ aad: draw(), plaintext: draw() }))
}

test('the sealing suite produces the keys, the encapsulation and the ciphertexts of a test vector in RFC 9180', async () => {
  const suite = createSealingSuite()
  const recipient = await suite.kem.deriveKeyPair(vector.ikmR)
  const sender = await suite.createSenderContext({
    recipientPublicKey: recipient.publicKey,
    info: vector.info,
    ekm: await suite.kem.deriveKeyPair(vector.ikmE),
  })
  const ciphertexts = createHash('shake128', { outputLength: 16 })
  for (const { aad, plaintext } of drawMessages()) {
    ciphertexts.update(new Uint8Array(await sender.seal(plaintext, aad)))
  }

  expect(new Uint8Array(await suite.kem.serializePublicKey(recipient.publicKey))).toEqual(vector.pkRm)
  expect(new Uint8Array(await suite.kem.serializePrivateKey(recipient.privateKey))).toEqual(vector.skRm)
  expect(new Uint8Array(sender.enc)).toEqual(vector.enc)
  expect(ciphertexts.digest('hex')).toBe(vector.ciphertexts)
})

test('the independent implementation used in other tests opens the ciphertexts of the test vector in RFC 9180', async () => {
  const suite = createSealingSuite()
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(vector.pkRm),
    info: vector.info,
    ekm: await suite.kem.deriveKeyPair(vector.ikmE),
  })
  for (const [sequence, { aad, plaintext }] of drawMessages().slice(0, 20).entries()) {
    const ciphertext = new Uint8Array(await sender.seal(plaintext, aad))
    const opened = referenceOpen(vector.skRm, { enc: vector.enc, info: vector.info, aad, ciphertext, sequence })
    expect(new Uint8Array(opened)).toEqual(plaintext)
  }
})
