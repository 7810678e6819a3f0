import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { StorageOutside } from '../adapters/process/dependencies.ts'
import { taskOutsideFrom } from '../adapters/process/environment.ts'
import { deployedTask, task } from '../core/scheduled-task.ts'
import { sweepRetention } from './sweep-retention.ts'
import { dynamoDbKeptSubmissions, dynamoDbSubmissionSweeps } from './vault/dynamodb-retained-submissions.ts'

export const compose = (outside: StorageOutside) => {
  const records = dynamoDbRecords(outside)
  const kept = dynamoDbKeptSubmissions(outside)
  const sweeps = dynamoDbSubmissionSweeps(outside)
  return task('sweep-retention', outside, sweepRetention({ ...outside, records, kept, sweeps }))
}

export const handler = deployedTask(() => compose(taskOutsideFrom(process.env)))
