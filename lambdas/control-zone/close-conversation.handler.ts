import { closeConversation as step } from '../../contracts/steps/close-conversation.ts'
import { audit, conversations, forms, records, trail } from '../adapters/process/ports.ts'
import { notifyingStep } from '../push/notifying-step.ts'
import { closeConversation } from './close-conversation.ts'

export const { withPorts, compose, handler } = notifyingStep(step, closeConversation, {
  records,
  conversations,
  forms,
  audit,
  trail,
})
