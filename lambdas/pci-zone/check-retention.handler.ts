import { dynamoDbKeptCounts } from '../adapters/dynamodb/record-counts.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { StorageOutside } from '../adapters/process/dependencies.ts'
import { taskOutsideFrom } from '../adapters/process/environment.ts'
import { deployedTask, task } from '../core/scheduled-task.ts'
import { checkRetention } from './check-retention.ts'
import { dynamoDbKeptSubmissions } from './vault/dynamodb-retained-submissions.ts'

export const compose = (outside: StorageOutside) => {
  const records = dynamoDbRecords(outside)
  const kept = dynamoDbKeptSubmissions(outside)
  const counts = dynamoDbKeptCounts(outside)
  return task('check-retention', outside, checkRetention({ ...outside, records, kept, counts }))
}

export const handler = deployedTask(() => compose(taskOutsideFrom(process.env)))
