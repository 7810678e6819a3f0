import { listAudit as step } from '../../contracts/steps/list-audit.ts'
import { audit, records, sessions, trail } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { listAudit } from './list-audit.ts'

export const { withPorts, compose, handler } = signedInStep(step, listAudit, { records, sessions, audit, trail })
