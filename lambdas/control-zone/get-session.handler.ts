import { getSession as step } from '../../contracts/steps/get-session.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { getSession } from './get-session.ts'

export const { withPorts, compose, handler } = signedInStep(step, getSession, { records, sessions, audit })
