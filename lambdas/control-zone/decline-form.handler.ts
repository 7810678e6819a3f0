import { declineForm as step } from '../../contracts/steps/decline-form.ts'
import { audit, forms, records } from '../adapters/process/ports.ts'
import { visitorStep } from '../identity/compose-step.ts'
import { declineForm } from './decline-form.ts'

export const { withPorts, compose, handler } = visitorStep(step, declineForm, { records, forms, audit })
