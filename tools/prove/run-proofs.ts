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
  /** Receives each answer immediately. */
  readonly report: (answer: ProvenSentence) => void
  /** If it returns true, the run ends before the next proof. */
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

/** The message of any other error could quote an id, an address or a token, so only its name is recorded. */
const failureOf = (error: unknown): string => {
  if (error instanceof Unexpected || error instanceof AwsRefusal) return error.message
  return `The proof failed: ${error instanceof Error ? error.name : 'no error'}.`
}
