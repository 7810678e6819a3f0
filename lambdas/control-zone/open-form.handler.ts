import { openForm as step } from '../../contracts/steps/open-form.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbKeys } from '../adapters/dynamodb/one-time-keys.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { openForm } from './open-form.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const forms = dynamoDbForms(dependencies)
  const keys = dynamoDbKeys(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  return stepHandler(step, openForm({ ...dependencies, records, forms, keys, audit }), dependencies)
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
