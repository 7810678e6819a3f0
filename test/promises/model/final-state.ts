import type { FinalState } from '../history.ts'
import type { Simulation } from './simulation.ts'

/** The final state of the store, as events of a history. */
export function finalState({ memory: { tables } }: Simulation): FinalState[] {
  return [
    ...tables.forms.all().map(
      ({ formId, state, submissionId }): FinalState => ({
        type: 'found-form',
        formId,
        state,
        ...(submissionId !== undefined && { submissionId }),
      }),
    ),
    ...tables.keys
      .all()
      .map(
        ({ keyHash, claimedBy }): FinalState => ({ type: 'found-key', key: keyHash, spent: claimedBy !== undefined }),
      ),
    ...tables.submissions.all().map(
      ({ submissionId, formId }): FinalState => ({
        type: 'found-submission',
        submissionId,
        formId,
        hasDataKey: tables.dataKeys.has(submissionId),
      }),
    ),
  ]
}
