import { closeConversation as step } from '../../contracts/steps/close-conversation.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbConversations } from '../adapters/dynamodb/conversations.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { closeConversation } from './close-conversation.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const conversations = dynamoDbConversations(dependencies)
  const forms = dynamoDbForms(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  return signedInStepHandler(step, closeConversation({ ...dependencies, records, conversations, forms, audit }), {
    ...dependencies,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
