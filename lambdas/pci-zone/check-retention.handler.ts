import { dynamoDbRecordCounts } from '../adapters/dynamodb/record-counts.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { taskDependenciesFrom } from '../adapters/process/environment.ts'
import { lazyTask, task } from '../core/scheduled-task.ts'
import { checkRetention } from './check-retention.ts'
import { dynamoDbRetainedSubmissions } from './vault/dynamodb-retained-submissions.ts'

export const compose = (outside: BaseDependencies) => {
  const records = dynamoDbRecords(outside)
  const retained = dynamoDbRetainedSubmissions(outside)
  const counts = dynamoDbRecordCounts(outside)
  return task('check-retention', outside, checkRetention({ ...outside, records, retained, counts }))
}

export const handler = lazyTask(() => compose(taskDependenciesFrom(process.env)))
