import { putPerson as step } from '../../contracts/steps/put-person.ts'
import { audit, people, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { putPerson } from './put-person.ts'

export const { withPorts, compose, handler } = signedInStep(step, putPerson, { records, sessions, audit, people })
