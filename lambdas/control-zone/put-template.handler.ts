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

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const templates = dynamoDbTemplates(dependencies)
  return signedInStepHandler(step, putTemplate({ ...dependencies, records, sessions, audit, templates }), {
    ...dependencies,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
