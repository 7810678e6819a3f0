import { openForm as step } from '../../contracts/steps/open-form.ts'
import { audit, forms, records } from '../adapters/process/ports.ts'
import { visitorStep } from '../identity/compose-step.ts'
import { openForm } from './open-form.ts'

export const { withPorts, compose, handler } = visitorStep(step, openForm, { records, forms, audit })
