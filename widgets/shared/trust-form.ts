/**
 * Whether the visitor's page may show a form, and which of its answers it has to seal.
 *
 * The page believes the agent's tab (through the fingerprint in the link) more than what the service sent it: a form whose
 * key was swapped or stripped on the way, or whose card verification code lost its mark, must never collect an answer.
 */
import type { QuestionId } from '../../contracts/identifiers.ts'
import { isOffTheRecord, type QuestionType } from '../../contracts/question-types.ts'
import { matchesFingerprint } from './seal-answer.ts'

export interface ReceivedForm {
  readonly questions: readonly {
    readonly id: QuestionId
    readonly type: QuestionType
    readonly offTheRecord: boolean
  }[]
  readonly sealingKey?: string | undefined
  /** From the link, not from the service. */
  readonly fingerprint?: string | undefined
}

/** `fingerprint-missing`: an off-the-record question without a fingerprint. `key-missing`: a fingerprint without a key. */
export type DistrustReason = 'fingerprint-missing' | 'key-missing' | 'key-mismatch'

export type TrustResult =
  | { readonly trusted: true; readonly offTheRecord: ReadonlySet<QuestionId> }
  | { readonly trusted: false; readonly reason: DistrustReason }

/**
 * Answers the ids of the questions whose answers are sealed, or why the form must not be shown. Card verification codes and
 * PINs are among them whatever the form says. The same form and fingerprint always get the same answer.
 */
export const trustForm = async ({ questions, sealingKey, fingerprint }: ReceivedForm): Promise<TrustResult> => {
  const offTheRecord = new Set(questions.filter(isOffTheRecord).map(({ id }) => id))
  if (fingerprint === undefined) {
    return offTheRecord.size > 0 ? { trusted: false, reason: 'fingerprint-missing' } : { trusted: true, offTheRecord }
  }
  if (sealingKey === undefined) return { trusted: false, reason: 'key-missing' }
  if (!(await matchesFingerprint(sealingKey, fingerprint))) return { trusted: false, reason: 'key-mismatch' }
  return { trusted: true, offTheRecord }
}
