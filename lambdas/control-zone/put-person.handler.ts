import { putPerson as step } from '../../contracts/steps/put-person.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbPeople } from '../adapters/dynamodb/people.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { putPerson } from './put-person.ts'

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const people = dynamoDbPeople(outside)
  return signedInStepHandler(step, putPerson({ ...outside, records, sessions, audit, people }), { ...outside, records })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
