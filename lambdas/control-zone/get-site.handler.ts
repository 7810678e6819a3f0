import { getSite as step } from '../../contracts/steps/get-site.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { getSite } from './get-site.ts'

export const { withPorts, compose, handler } = signedInStep(step, getSite, { records, sessions, audit })
