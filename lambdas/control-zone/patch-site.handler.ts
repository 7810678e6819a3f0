import { patchSite as step } from '../../contracts/steps/patch-site.ts'
import { audit, records, sessions, sites } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { patchSite } from './patch-site.ts'

export const { withPorts, compose, handler } = signedInStep(step, patchSite, { records, sessions, audit, sites })
