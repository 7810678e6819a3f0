import type { Found } from '../history.ts'
import type { Stage } from './simulation.ts'

/** What the store holds when all is over, in the words of a history. */
export function found({ world: { tables } }: Stage): Found[] {
  return [
    ...tables.forms.all().map(
      ({ formId, state, submissionId }): Found => ({
        type: 'found-form',
        formId,
        state,
        ...(submissionId !== undefined && { submissionId }),
      }),
    ),
    ...tables.keys
      .all()
      .map(({ keyHash, claimedBy }): Found => ({ type: 'found-key', key: keyHash, spent: claimedBy !== undefined })),
    ...tables.submissions.all().map(
      ({ submissionId, formId }): Found => ({
        type: 'found-submission',
        submissionId,
        formId,
        hasDataKey: tables.dataKeys.has(submissionId),
      }),
    ),
  ]
}
