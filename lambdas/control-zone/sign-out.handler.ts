import { signOut as step } from '../../contracts/steps/sign-out.ts'
import { audit, records, sessions } from '../adapters/process/ports.ts'
import { notifyingStep } from '../push/notifying-step.ts'
import { signOut } from './sign-out.ts'

export const { withPorts, compose, handler } = notifyingStep(step, signOut, { records, sessions, audit })
