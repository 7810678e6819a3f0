import { declineForm as step } from '../../contracts/steps/decline-form.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import { declineForm } from './decline-form.ts'

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const forms = dynamoDbForms(outside)
  const audit = dynamoDbAuditLog(outside)
  return stepHandler(step, declineForm({ ...outside, records, forms, audit }), outside)
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
