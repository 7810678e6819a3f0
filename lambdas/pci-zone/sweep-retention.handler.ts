import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { taskDependenciesFrom } from '../adapters/process/environment.ts'
import { lazyTask, task } from '../core/scheduled-task.ts'
import { sweepRetention } from './sweep-retention.ts'
import { dynamoDbRetainedSubmissions, dynamoDbSubmissionSweeps } from './vault/dynamodb-retained-submissions.ts'

export const compose = (outside: BaseDependencies) => {
  const records = dynamoDbRecords(outside)
  const retained = dynamoDbRetainedSubmissions(outside)
  const sweeps = dynamoDbSubmissionSweeps(outside)
  return task('sweep-retention', outside, sweepRetention({ ...outside, records, retained, sweeps }))
}

export const handler = lazyTask(() => compose(taskDependenciesFrom(process.env)))
