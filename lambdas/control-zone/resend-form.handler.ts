import { resendForm as step } from '../../contracts/steps/resend-form.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbConversations } from '../adapters/dynamodb/conversations.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbKeys } from '../adapters/dynamodb/one-time-keys.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { resendForm } from './resend-form.ts'

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const forms = dynamoDbForms(outside)
  const conversations = dynamoDbConversations(outside)
  const keys = dynamoDbKeys(outside)
  return signedInStepHandler(step, resendForm({ ...outside, records, sessions, audit, forms, conversations, keys }), {
    ...outside,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
