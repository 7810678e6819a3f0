import { extendForm as step } from '../../contracts/steps/extend-form.ts'
import { forms, records } from '../adapters/process/ports.ts'
import { visitorStep } from '../identity/compose-step.ts'
import { extendForm } from './extend-form.ts'

export const { withPorts, compose, handler } = visitorStep(step, extendForm, { records, forms })
