import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbPeopleUses } from '../adapters/dynamodb/people-activity.ts'
import { dynamoDbSignIns } from '../adapters/dynamodb/sign-ins.ts'
import type { StorageOutside } from '../adapters/process/dependencies.ts'
import { taskOutsideFrom } from '../adapters/process/environment.ts'
import { deployedTask, task } from '../core/scheduled-task.ts'
import { disableUnusedPeople } from './disable-unused.ts'

export const compose = (outside: StorageOutside) => {
  const uses = dynamoDbPeopleUses(outside)
  const signIns = dynamoDbSignIns(outside)
  const audit = dynamoDbAuditLog(outside)
  return task('disable-unused', outside, disableUnusedPeople({ ...outside, uses, signIns, audit }))
}

export const handler = deployedTask(() => compose(taskOutsideFrom(process.env)))
