import { resendForm as step } from '../../contracts/steps/resend-form.ts'
import { audit, conversations, forms, keys, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { resendForm } from './resend-form.ts'

export const { withPorts, compose, handler } = signedInStep(step, resendForm, {
  records,
  sessions,
  audit,
  forms,
  conversations,
  keys,
})
