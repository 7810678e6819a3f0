import { putTemplate as step } from '../../contracts/steps/put-template.ts'
import { audit, records, sessions, templates } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { putTemplate } from './put-template.ts'

export const { withPorts, compose, handler } = signedInStep(step, putTemplate, { records, sessions, audit, templates })
