import { getTemplate as step } from '../../contracts/steps/get-template.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { getTemplate } from './get-template.ts'

export const { withPorts, compose, handler } = signedInStep(step, getTemplate, { records, sessions, audit })
