/** The agent's half of off-the-record sealing. The private key exists only in the tab that generated it. */
import { decodeBase64url, encodeBase64url } from '../../contracts/base64url.ts'
import { fingerprint } from '../../contracts/fingerprint.ts'
import type { FormContext } from '../../contracts/form-context.ts'
import { type SealedAnswer, type SealingContext, unpadAnswer } from '../../contracts/sealing.ts'
import { localise, type Template } from '../../contracts/template.ts'
import { hpkeAad, hpkeInfo } from './hpke-parameters.ts'
import { createSealingSuite } from './sealing-suite.ts'

/** A form as the agent has seen it: the template version of the form, and the options with which the form was sent. */
export interface SeenForm {
  readonly template: Template
  readonly locale?: string | undefined
  readonly only?: readonly string[] | undefined
  readonly context?: FormContext | undefined
}

export interface AgentSealingKey {
  /** The public key for the service: the raw uncompressed point, 87 base64url characters. */
  readonly sealingKey: string
  /**
   * Returns the fingerprint for the link: 43 characters that hash this key, the questions and the context. Pass the template that
   * the agent has seen, never values from the reply of send-form.
   *
   * @throws {TypeError} if a label is not a single line; the service never stores such a template
   */
  fingerprint(form: SeenForm): Promise<string>
  /**
   * Opens an answer that was sealed to this key in exactly this context.
   *
   * @throws {CannotOpen} on any failure: another key, form, version or question, a changed bit, or wrong padding
   */
  open(sealed: SealedAnswer, context: SealingContext): Promise<string>
}

/** The only error that `open` throws. It does not reveal which check failed. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'

  constructor() {
    super('This sealed answer cannot be opened with this key.')
  }
}

/** Generates a key pair. No script can export the private key, not even this module. */
export const createSealingKey = async (): Promise<AgentSealingKey> => {
  // The key is generated here, because the library's own generator makes extractable keys. Pass the whole pair to the library:
  // without the public key, the library would have to export the private key to derive it.
  const recipientKey = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', recipientKey.publicKey))

  return {
    sealingKey: encodeBase64url(raw),
    fingerprint: async ({ template, locale, only, context }) => {
      const { questions } = localise(template, locale, only)
      const computed = await fingerprint(raw, { questions, context })
      if (computed === undefined) throw new TypeError('not a template of the service')
      return computed
    },
    open: async (sealed, context) => {
      const enc = decodeBase64url(sealed.enc)
      const ciphertext = decodeBase64url(sealed.ciphertext)
      if (enc === undefined || ciphertext === undefined) throw new CannotOpen()
      try {
        const opened = await createSealingSuite().open(
          { recipientKey, enc, info: hpkeInfo },
          ciphertext,
          hpkeAad(context),
        )
        return unpadAnswer(new Uint8Array(opened))
      } catch {
        throw new CannotOpen()
      }
    },
  }
}
