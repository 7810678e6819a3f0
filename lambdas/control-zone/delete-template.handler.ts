import { deleteTemplate as step } from '../../contracts/steps/delete-template.ts'
import { audit, records, sessions, templates } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { deleteTemplate } from './delete-template.ts'

export const { withPorts, compose, handler } = signedInStep(step, deleteTemplate, {
  records,
  sessions,
  audit,
  templates,
})
