/**
 * The fingerprint in the link: what the agent's tab vouches for. It covers the tab's public key, every question asked, and what
 * the form is for, so that the visitor's page refuses a form of which any of these was changed on the way. The agent's tab
 * computes it from the template of the form's version; the visitor's page from what open-form returned.
 */
import { encodeBase64url } from './base64url.ts'
import { contextHash, type FormContext } from './form-context.ts'
import { isPlainLine } from './plain-text.ts'
import { isOffTheRecord } from './question-types.ts'
import type { LocalisedQuestion } from './template.ts'

export interface AskedForm {
  /** In the template's order, in the form's locale. */
  readonly questions: readonly Pick<LocalisedQuestion, 'id' | 'type' | 'offTheRecord' | 'label'>[]
  readonly context?: FormContext | undefined
}

const utf8 = new TextEncoder()

/**
 * base64url of the SHA-256 over the 65 bytes of the public key and all that the form asks: 43 characters. Nothing for a form with
 * a label that is not one line: its text would then not say where one question ends and the next begins.
 */
export async function fingerprint(
  rawPublicKey: Uint8Array,
  { questions, context }: AskedForm,
): Promise<string | undefined> {
  if (!questions.every(({ label }) => isPlainLine(label))) return undefined
  const lines = [
    ...questions.map((question) => {
      const { id, type, label } = question
      return [id, type, isOffTheRecord(question) ? '1' : '0', 'agent', label]
    }),
    ['context', context === undefined ? '-' : await contextHash(context)],
  ]
  const head = utf8.encode('sealform/v2/asked\n')
  const tail = utf8.encode(lines.map((line) => `${line.join('\t')}\n`).join(''))
  const asked = new Uint8Array([...head, ...rawPublicKey, ...tail])
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', asked)))
}
