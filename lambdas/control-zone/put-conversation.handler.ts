import { putConversation as step } from '../../contracts/steps/put-conversation.ts'
import { audit, conversations, records } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { putConversation } from './put-conversation.ts'

export const { compose, handler } = signedInStep(step, putConversation, { records, conversations, audit })
