import { putSite as step } from '../../contracts/steps/put-site.ts'
import { audit, records, sessions, sites } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { putSite } from './put-site.ts'

export const { withPorts, compose, handler } = signedInStep(step, putSite, { records, sessions, audit, sites })
