import { putTemplate as step } from '../../contracts/steps/put-template.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import { dynamoDbTemplates } from '../adapters/dynamodb/templates.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { putTemplate } from './put-template.ts'

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const templates = dynamoDbTemplates(outside)
  return signedInStepHandler(step, putTemplate({ ...outside, records, sessions, audit, templates }), {
    ...outside,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
