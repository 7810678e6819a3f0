import { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbConversations } from '../adapters/dynamodb/conversations.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { putConversation } from './put-conversation.ts'

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const conversations = dynamoDbConversations(outside)
  const audit = dynamoDbAuditLog(outside)
  return signedInStepHandler(step, putConversation({ ...outside, records, conversations, audit }), {
    ...outside,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
