/// <reference types="node" />
/**
 * HPKE for the protocol's one suite, written from the pages of RFC 9180 alone and on another cryptographic library
 * (node:crypto instead of WebCrypto), so that the pages are tested against an independent implementation of the standard.
 */
import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createECDH, createHmac } from 'node:crypto'

const ascii = (text: string) => Buffer.from(text, 'ascii')
const twoBytes = (value: number) => Buffer.from([value >> 8, value & 255])
const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]) =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest()

/** RFC 5869. */
const expand = (secret: Uint8Array, label: Uint8Array, length: number) => {
  const blocks: Buffer[] = []
  for (let counter = 1; counter <= Math.ceil(length / 32); counter += 1) {
    blocks.push(hmac(secret, blocks.at(-1) ?? ascii(''), label, Buffer.from([counter])))
  }
  return Buffer.concat(blocks).subarray(0, length)
}

/** Section 4: LabeledExtract and LabeledExpand. */
const labelled = (suiteId: Buffer) => ({
  extract: (salt: Uint8Array, label: string, material: Uint8Array) =>
    hmac(salt, ascii('HPKE-v1'), suiteId, ascii(label), material),
  expand: (secret: Uint8Array, label: string, context: Uint8Array, length: number) =>
    expand(secret, Buffer.concat([twoBytes(length), ascii('HPKE-v1'), suiteId, ascii(label), context]), length),
})

const emptyBytes = ascii('')
const kem = labelled(Buffer.concat([ascii('KEM'), twoBytes(0x0010)]))
const hpke = labelled(Buffer.concat([ascii('HPKE'), twoBytes(0x0010), twoBytes(0x0001), twoBytes(0x0002)]))

/** Section 4.1, ExtractAndExpand; section 5.1, KeySchedule in mode 0. */
const keySchedule = (sharedPoint: Uint8Array, enc: Uint8Array, publicKey: Uint8Array, info: Uint8Array) => {
  const kemContext = Buffer.concat([enc, publicKey])
  const sharedSecret = kem.expand(kem.extract(emptyBytes, 'eae_prk', sharedPoint), 'shared_secret', kemContext, 32)
  const context = Buffer.concat([
    Buffer.from([0]),
    hpke.extract(emptyBytes, 'psk_id_hash', emptyBytes),
    hpke.extract(emptyBytes, 'info_hash', info),
  ])
  const secret = hpke.extract(sharedSecret, 'secret', emptyBytes)
  return { key: hpke.expand(secret, 'key', context, 32), baseNonce: hpke.expand(secret, 'base_nonce', context, 12) }
}

const nonce = (baseNonce: Buffer, sequence: number) => {
  const mixed = Buffer.from(baseNonce)
  mixed.writeUInt32BE((mixed.readUInt32BE(8) ^ sequence) >>> 0, 8)
  return mixed
}

export interface Sealed {
  readonly enc: Uint8Array
  readonly info: Uint8Array
  readonly aad: Uint8Array
  readonly ciphertext: Uint8Array
  readonly sequence?: number
}

/** Opens with a raw 32-byte private key. Throws when the tag does not match. */
export const referenceOpen = (privateKey: Uint8Array, { enc, info, aad, ciphertext, sequence = 0 }: Sealed): Buffer => {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(privateKey)
  const { key, baseNonce } = keySchedule(ecdh.computeSecret(enc), enc, ecdh.getPublicKey(), info)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(baseNonce, sequence), { authTagLength: 16 })
  decipher.setAAD(aad).setAuthTag(ciphertext.subarray(-16))
  return Buffer.concat([decipher.update(ciphertext.subarray(0, -16)), decipher.final()])
}

export const referenceSeal = (publicKey: Uint8Array, info: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) => {
  const ecdh = createECDH('prime256v1')
  const enc = ecdh.generateKeys()
  const { key, baseNonce } = keySchedule(ecdh.computeSecret(publicKey), enc, publicKey, info)
  const cipher = createCipheriv('aes-256-gcm', key, baseNonce, { authTagLength: 16 }).setAAD(aad)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  return { enc: new Uint8Array(enc), ciphertext: new Uint8Array(ciphertext) }
}
