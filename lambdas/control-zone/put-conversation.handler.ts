import { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import { audit, conversations, records, trail } from '../adapters/process/ports.ts'
import { notifyingStep } from '../push/notifying-step.ts'
import { putConversation } from './put-conversation.ts'

export const { withPorts, compose, handler } = notifyingStep(step, putConversation, {
  records,
  conversations,
  audit,
  trail,
})
