import { signOut as step } from '../../contracts/steps/sign-out.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { signOut } from './sign-out.ts'

export const { compose, handler } = signedInStep(step, signOut, { records, sessions, audit })
