import { getForm as step } from '../../contracts/steps/get-form.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { getForm } from './get-form.ts'

export const { withPorts, compose, handler } = signedInStep(step, getForm, { records, sessions, audit })
