/** The visitor's half of off-the-record sealing. It can seal answers, but cannot open them. */
import { decodeBase64url, encodeBase64url } from '../../contracts/base64url.ts'
import { type AskedForm, fingerprint as fingerprintOf } from '../../contracts/fingerprint.ts'
import { padAnswer, type SealedAnswer, type SealingContext } from '../../contracts/sealing.ts'
import { hpkeAad, hpkeInfo } from './hpke-parameters.ts'

/**
 * Loads the library for sealing, which is a separate file of the visitor's page. Rejects if the file cannot be fetched; a later call
 * then fetches the file again.
 */
export const loadSealingSuite = () => import('./sealing-suite.ts')

const rawPublicKey = (sealingKey: string): Uint8Array<ArrayBuffer> => {
  const raw = decodeBase64url(sealingKey)
  if (raw === undefined) throw new TypeError('not a sealing key')
  return raw
}

/**
 * Seals one answer to the key of the agent's tab. Each call generates an ephemeral key, so equal answers have different
 * ciphertexts. Padding hides the length up to the next multiple of 32 bytes.
 *
 * @throws if the sealing key is not a point on the curve, the answer is longer than the protocol allows, or the library cannot be
 * loaded
 */
export const sealAnswer = async (
  answer: string,
  { sealingKey, ...context }: SealingContext & { readonly sealingKey: string },
): Promise<SealedAnswer> => {
  const { createSealingSuite } = await loadSealingSuite()
  const suite = createSealingSuite()
  const recipientPublicKey = await suite.kem.deserializePublicKey(rawPublicKey(sealingKey))
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: hpkeInfo }, padAnswer(answer), hpkeAad(context))
  return { enc: encodeBase64url(new Uint8Array(enc)), ciphertext: encodeBase64url(new Uint8Array(ct)) }
}

/** Returns true if the link's fingerprint matches the key and the form from the service. Returns false for a malformed key. */
export const matchesFingerprint = async (
  sealingKey: string,
  fingerprint: string,
  asked: AskedForm,
): Promise<boolean> => {
  const raw = decodeBase64url(sealingKey)
  return raw !== undefined && (await fingerprintOf(raw, asked)) === fingerprint
}
