import { putPerson as step } from '../../contracts/steps/put-person.ts'
import { audit, people, records, sessions } from '../adapters/process/ports.ts'
import { notifyingStep } from '../push/notifying-step.ts'
import { putPerson } from './put-person.ts'

export const { withPorts, compose, handler } = notifyingStep(step, putPerson, { records, sessions, audit, people })
