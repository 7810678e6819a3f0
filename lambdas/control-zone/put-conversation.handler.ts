import { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbConversations } from '../adapters/dynamodb/conversations.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { putConversation } from './put-conversation.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  const conversations = dynamoDbConversations(outside)
  const audit = dynamoDbAuditLog(outside)
  return signedInStepHandler(step, putConversation({ ...outside, records, conversations, audit }), {
    ...outside,
    records,
  })
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
