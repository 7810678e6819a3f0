import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbPeopleActivity } from '../adapters/dynamodb/people-activity.ts'
import { dynamoDbSignIns } from '../adapters/dynamodb/sign-ins.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { taskDependenciesFrom } from '../adapters/process/environment.ts'
import { lazyTask, task } from '../core/scheduled-task.ts'
import { disableUnusedPeople } from './disable-unused.ts'

export const compose = (outside: BaseDependencies) => {
  const activity = dynamoDbPeopleActivity(outside)
  const signIns = dynamoDbSignIns(outside)
  const audit = dynamoDbAuditLog(outside)
  return task('disable-unused', outside, disableUnusedPeople({ ...outside, activity, signIns, audit }))
}

export const handler = lazyTask(() => compose(taskDependenciesFrom(process.env)))
