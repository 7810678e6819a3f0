import { sendForm as step } from '../../contracts/steps/send-form.ts'
import { audit, conversations, forms, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { sendForm } from './send-form.ts'

export const { withPorts, compose, handler } = signedInStep(step, sendForm, {
  records,
  sessions,
  audit,
  forms,
  conversations,
})
