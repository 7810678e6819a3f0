import { declineForm as step } from '../../contracts/steps/decline-form.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { declineForm } from './decline-form.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const forms = dynamoDbForms(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  return stepHandler(step, declineForm({ ...dependencies, records, forms, audit }), dependencies)
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
