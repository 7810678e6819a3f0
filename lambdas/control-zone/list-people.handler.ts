import { listPeople as step } from '../../contracts/steps/list-people.ts'
import { audit, people, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { listPeople } from './list-people.ts'

export const { withPorts, compose, handler } = signedInStep(step, listPeople, { records, sessions, audit, people })
