/**
 * Decides whether the visitor's page may show a form, and which of its answers must be sealed.
 *
 * The fingerprint in the link comes from the agent's tab, and the page trusts it more than the replies of the service. A form must
 * not collect answers if its key was replaced or removed in transit, or if the type, label or off-the-record mark of a question was
 * changed.
 */
import type { AskedForm } from '../../contracts/fingerprint.ts'
import type { QuestionId } from '../../contracts/identifiers.ts'
import { isOffTheRecord } from '../../contracts/question-types.ts'
import { matchesFingerprint } from './seal-answer.ts'

export interface ReceivedForm extends AskedForm {
  readonly sealingKey?: string | undefined
  /** The fingerprint from the link in the chat. It must never be taken from the service. */
  readonly fingerprint?: string | undefined
}

/**
 * The reason why a form is not trusted. `fingerprint-missing`: the form asks an off-the-record question, but the link has no
 * fingerprint. `key-missing`: the link has a fingerprint, but the form has no key. `fingerprint-mismatch`: the key, the questions
 * or the context differ from those that the agent's tab has seen.
 */
export type DistrustReason = 'fingerprint-missing' | 'key-missing' | 'fingerprint-mismatch'

export type TrustResult =
  | { readonly trusted: true; readonly offTheRecord: ReadonlySet<QuestionId> }
  | { readonly trusted: false; readonly reason: DistrustReason }

/**
 * Returns the ids of the questions whose answers must be sealed, or the reason why the form must not be shown. The ids always
 * include card verification codes and PINs, even if the form does not mark them. The result is deterministic.
 */
export const trustForm = async ({ sealingKey, fingerprint, ...asked }: ReceivedForm): Promise<TrustResult> => {
  const { questions } = asked
  const offTheRecord = new Set(questions.filter(isOffTheRecord).map(({ id }) => id))
  if (fingerprint === undefined) {
    return offTheRecord.size > 0 ? { trusted: false, reason: 'fingerprint-missing' } : { trusted: true, offTheRecord }
  }
  if (sealingKey === undefined) return { trusted: false, reason: 'key-missing' }
  if (!(await matchesFingerprint(sealingKey, fingerprint, asked))) {
    return { trusted: false, reason: 'fingerprint-mismatch' }
  }
  return { trusted: true, offTheRecord }
}
