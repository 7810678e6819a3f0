import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { taskDependenciesFrom } from '../adapters/process/environment.ts'
import { lazyTask, loggedTask } from '../core/scheduled-task.ts'
import { sweepRetention } from './sweep-retention.ts'
import { dynamoDbRetainedSubmissions, dynamoDbSubmissionSweeps } from './vault/dynamodb-retained-submissions.ts'

export const compose = (dependencies: BaseDependencies) => {
  const records = dynamoDbRecords(dependencies)
  const retained = dynamoDbRetainedSubmissions(dependencies)
  const sweeps = dynamoDbSubmissionSweeps(dependencies)
  return loggedTask('sweep-retention', dependencies, sweepRetention({ ...dependencies, records, retained, sweeps }))
}

export const handler = lazyTask(() => compose(taskDependenciesFrom(process.env)))
