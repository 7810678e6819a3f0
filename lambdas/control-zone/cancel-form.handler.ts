import { cancelForm as step } from '../../contracts/steps/cancel-form.ts'
import { audit, forms, records, sessions } from '../adapters/process/ports.ts'
import { notifyingStep } from '../push/notifying-step.ts'
import { cancelForm } from './cancel-form.ts'

export const { withPorts, compose, handler } = notifyingStep(step, cancelForm, { records, sessions, audit, forms })
