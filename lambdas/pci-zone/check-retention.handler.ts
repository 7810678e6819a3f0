import { dynamoDbKeptCounts } from '../adapters/dynamodb-kept-counts.ts'
import { dynamoDbRecords } from '../adapters/dynamodb-records.ts'
import { taskOutsideFrom } from '../adapters/environment.ts'
import type { StorageOutside } from '../adapters/outside.ts'
import { deployedTask, task } from '../core/task.ts'
import { checkRetention } from './check-retention.ts'
import { dynamoDbKeptSubmissions } from './vault/dynamodb-kept-submissions.ts'

export const compose = (outside: StorageOutside) => {
  const records = dynamoDbRecords(outside)
  const kept = dynamoDbKeptSubmissions(outside)
  const counts = dynamoDbKeptCounts(outside)
  return task('check-retention', outside, checkRetention({ ...outside, records, kept, counts }))
}

export const handler = deployedTask(() => compose(taskOutsideFrom(process.env)))
