import { cancelForm as step } from '../../contracts/steps/cancel-form.ts'
import { audit, forms, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { cancelForm } from './cancel-form.ts'

export const { compose, handler } = signedInStep(step, cancelForm, { records, sessions, audit, forms })
