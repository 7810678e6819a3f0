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

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const forms = dynamoDbForms(dependencies)
  const conversations = dynamoDbConversations(dependencies)
  const keys = dynamoDbKeys(dependencies)
  return signedInStepHandler(
    step,
    resendForm({ ...dependencies, records, sessions, audit, forms, conversations, keys }),
    {
      ...dependencies,
      records,
    },
  )
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
