import { listTemplates as step } from '../../contracts/steps/list-templates.ts'
import { audit, records, sessions, templates } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { listTemplates } from './list-templates.ts'

export const { withPorts, compose, handler } = signedInStep(step, listTemplates, {
  records,
  sessions,
  audit,
  templates,
})
