import { resumeForm as step } from '../../contracts/steps/resume-form.ts'
import { records } from '../adapters/process/ports.ts'
import { visitorStep } from '../identity/compose-step.ts'
import { resumeForm } from './resume-form.ts'

export const { withPorts, compose, handler } = visitorStep(step, resumeForm, { records })
