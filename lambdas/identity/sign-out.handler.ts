import { signOut as step } from '../../contracts/steps/sign-out.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { signOut } from './sign-out.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  return signedInStepHandler(step, signOut({ ...outside, records, sessions, audit }), { ...outside, records })
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
