/**
 * The fingerprint in the link. It covers the tab's public key, every question that the form asks and the form's
 * context, so that the visitor's page detects a change to any of them. The agent's tab computes the fingerprint from
 * the form's template version. The visitor's page computes it from the reply of open-form.
 */
import { encodeBase64url } from './base64url.ts'
import { contextHash, type FormContext } from './form-context.ts'
import { isPlainLine } from './plain-text.ts'
import { isOffTheRecord } from './question-types.ts'
import type { LocalisedQuestion } from './visitor-template.ts'

export interface AskedForm {
  /** The questions that the form asks, in the template's order, with labels in the form's locale. */
  readonly questions: readonly Pick<LocalisedQuestion, 'id' | 'type' | 'offTheRecord' | 'label'>[]
  readonly context?: FormContext | undefined
}

const utf8 = new TextEncoder()

/**
 * Returns the base64url of the SHA-256 over the 65 bytes of the public key, the questions and the context: 43
 * characters. Returns undefined if a label is not a single line, because the hash input would then be ambiguous.
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
