import { dynamoDbRecordCounts } from '../adapters/dynamodb/record-counts.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { taskDependenciesFrom } from '../adapters/process/environment.ts'
import { lazyTask, loggedTask } from '../core/scheduled-task.ts'
import { checkRetention } from './check-retention.ts'
import { dynamoDbRetainedSubmissions } from './vault/dynamodb-retained-submissions.ts'

export const compose = (dependencies: BaseDependencies) => {
  const records = dynamoDbRecords(dependencies)
  const retained = dynamoDbRetainedSubmissions(dependencies)
  const counts = dynamoDbRecordCounts(dependencies)
  return loggedTask('check-retention', dependencies, checkRetention({ ...dependencies, records, retained, counts }))
}

export const handler = lazyTask(() => compose(taskDependenciesFrom(process.env)))
