import { staySignedIn as step } from '../../contracts/steps/stay-signed-in.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { staySignedIn } from './stay-signed-in.ts'

export const { withPorts, compose, handler } = signedInStep(step, staySignedIn, { records, sessions, audit })
