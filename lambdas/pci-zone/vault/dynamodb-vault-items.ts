import { itemKind } from '../../adapters/dynamodb/request/item-kind.ts'
import { DataKeyRecord, SubmissionRecord } from './submissions.ts'

export const submissionItems = itemKind({
  table: 'submissions',
  schema: SubmissionRecord,
  keyOf: ({ submissionId }: Pick<SubmissionRecord, 'submissionId'>) => ({ submissionId }),
})

export const dataKeyItems = itemKind({
  table: 'data-keys',
  schema: DataKeyRecord,
  keyOf: ({ submissionId }: Pick<DataKeyRecord, 'submissionId'>) => ({ submissionId }),
})
