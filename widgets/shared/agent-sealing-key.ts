/** The agent's half of off-the-record sealing. The private key lives and dies with the tab that made it. */
import { decodeBase64url, encodeBase64url } from '../../contracts/base64url.ts'
import { fingerprint } from '../../contracts/fingerprint.ts'
import type { FormContext } from '../../contracts/form-context.ts'
import { type SealedAnswer, type SealingContext, unpadAnswer } from '../../contracts/sealing.ts'
import { localise, type Template } from '../../contracts/template.ts'
import { createSealingSuite, hpkeAad, hpkeInfo } from './sealing-suite.ts'

/** What the agent has seen of a form: the template of the form's own version, and what was stated when it was sent. */
export interface SeenForm {
  readonly template: Template
  readonly locale?: string | undefined
  readonly only?: readonly string[] | undefined
  readonly context?: FormContext | undefined
}

export interface AgentSealingKey {
  /** For the service: the raw uncompressed point, 87 base64url characters. */
  readonly sealingKey: string
  /**
   * For the link: 43 characters over this key and what the form asks. From the template that the agent has seen, never from
   * the reply to send-form.
   *
   * @throws {TypeError} for a template with a label that is not one line: none that the service stores.
   */
  fingerprint(form: SeenForm): Promise<string>
  /**
   * Opens what was sealed to this key for exactly this place.
   *
   * @throws {CannotOpen} whatever failed: another key, form, version or question, a changed bit, wrong padding.
   */
  open(sealed: SealedAnswer, context: SealingContext): Promise<string>
}

/** The one error of opening. Which check failed is nobody's business. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'

  constructor() {
    super('This sealed answer cannot be opened with this key.')
  }
}

/** Makes a key pair whose private half no script can read out, this module included. */
export const createSealingKey = async (): Promise<AgentSealingKey> => {
  // Not the library's own generator, which makes extractable keys. The library is given the pair, not the private key
  // alone, or it would have to export that one to find the public half.
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
