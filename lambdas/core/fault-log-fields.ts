import { Fault } from './fault.ts'
import type { FaultLogFields } from './log.ts'

const nameOfError = (error: unknown): string | undefined => {
  const name = error instanceof Error ? error.name : undefined
  return name !== undefined && /^[A-Za-z]{1,64}$/.test(name) ? name : undefined
}

/** Returns what may be logged about a failure: its code and the name of the underlying error, never a message. */
export const faultLogFields = (error: unknown): FaultLogFields => {
  if (!(error instanceof Error)) return {}
  const cause = nameOfError(error instanceof Fault ? error.cause : error)
  return { fault: error instanceof Fault ? error.code : 'unexpected', ...(cause === undefined ? {} : { cause }) }
}
