/** Formats the report of a run. The report is meant to be committed. */
import type { ProvenSentence } from './run-proofs.ts'

export interface ProofReport {
  readonly region: string
  readonly minutes: number
  readonly answers: readonly ProvenSentence[]
}

export const summaryOf = ({ answers }: ProofReport): string => {
  const count = (wanted: ProvenSentence['answer']) => answers.filter(({ answer }) => answer === wanted).length
  return `${count('yes')} sentences are true, ${count('no')} are not, ${count('not shown')} could not be shown.`
}
