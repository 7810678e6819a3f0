import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbPeopleActivity } from '../adapters/dynamodb/people-activity.ts'
import { dynamoDbSignIns } from '../adapters/dynamodb/sign-ins.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { taskDependenciesFrom } from '../adapters/process/environment.ts'
import { lazyTask, loggedTask } from '../core/scheduled-task.ts'
import { disableUnusedPeople } from './disable-unused.ts'

export const compose = (dependencies: BaseDependencies) => {
  const activity = dynamoDbPeopleActivity(dependencies)
  const signIns = dynamoDbSignIns(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  return loggedTask('disable-unused', dependencies, disableUnusedPeople({ ...dependencies, activity, signIns, audit }))
}

export const handler = lazyTask(() => compose(taskDependenciesFrom(process.env)))
