/** Runs proofs one after the other. If a proof fails, the failure is recorded and the run continues. */
import { Unexpected } from '../smoke/observation.ts'
import { type Answer, no, type Proof, type ProofContext } from './proof.ts'
import { type SentenceId, sentences } from './sentences.ts'
import { AwsRefusal } from './signed-call.ts'

export interface ProvenSentence extends Answer {
  readonly id: SentenceId
  readonly sentence: string
}

export const proven = (id: SentenceId, answer: Answer): ProvenSentence => ({ id, sentence: sentences[id], ...answer })

export interface ProofRun {
  /** Called with each answer as soon as its proof ends. */
  readonly report: (answer: ProvenSentence) => void
  /** Returns true if the run must end before the next proof. */
  readonly isStopped?: () => boolean
}

export const runProofs = async (
  proofs: readonly Proof[],
  context: ProofContext,
  { report, isStopped = () => false }: ProofRun,
): Promise<void> => {
  for (const { id, run } of proofs) {
    if (isStopped()) return
    report(proven(id, await run(context).catch((error: unknown): Answer => no(failureOf(error)))))
  }
}

/**
 * Describes why a proof failed. Returns the message of an `Unexpected` or `AwsRefusal` error. For any other error,
 * returns only its name, because its message could quote an id, an address or a token.
 */
const failureOf = (error: unknown): string => {
  if (error instanceof Unexpected || error instanceof AwsRefusal) return error.message
  return `The proof failed: ${error instanceof Error ? error.name : 'no error'}.`
}
