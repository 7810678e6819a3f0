import { listForms as step } from '../../contracts/steps/list-forms.ts'
import { audit, forms, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { listForms } from './list-forms.ts'

export const { withPorts, compose, handler } = signedInStep(step, listForms, { records, sessions, audit, forms })
