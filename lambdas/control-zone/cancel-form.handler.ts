import { cancelForm as step } from '../../contracts/steps/cancel-form.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { cancelForm } from './cancel-form.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const forms = dynamoDbForms(dependencies)
  return signedInStepHandler(step, cancelForm({ ...dependencies, records, sessions, audit, forms }), {
    ...dependencies,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
