import type { SubmissionId } from '../../../contracts/identifiers.ts'
import type { ItemRequest } from '../../adapters/dynamodb/request/batch-get.ts'
import { itemKind } from '../../adapters/dynamodb/request/item-kind.ts'
import { DataKeyRecord, SubmissionDescription, SubmissionRecord } from './submissions.ts'

export const submissionItems = itemKind({
  table: 'submissions',
  schema: SubmissionRecord,
  keyOf: ({ submissionId }: Pick<SubmissionRecord, 'submissionId'>) => ({ submissionId }),
})

const descriptionAttributes = Object.keys(SubmissionDescription.shape)

/** Reads a submission without its ciphertext. The result is `malformed` for a malformed row. */
export const descriptionRequest = (
  submissionId: SubmissionId,
): ItemRequest<'submissions', SubmissionDescription | 'malformed'> => ({
  table: submissionItems.table,
  key: submissionItems.keyOf({ submissionId }),
  attributes: descriptionAttributes,
  fromItem(item) {
    const described = SubmissionDescription.safeParse(item)
    return described.success ? described.data : 'malformed'
  },
})

export const dataKeyItems = itemKind({
  table: 'data-keys',
  schema: DataKeyRecord,
  keyOf: ({ submissionId }: Pick<DataKeyRecord, 'submissionId'>) => ({ submissionId }),
})
