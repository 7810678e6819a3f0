/**
 * The format in which a holding stores sealed answers. It includes the expiry, so that every read can compare the
 * expiry with the server's clock.
 */
import * as z from 'zod/mini'
import { QuestionId } from '../../../contracts/identifiers.ts'
import { SealedAnswer } from '../../../contracts/sealing.ts'
import type { SealedAnswers } from './holding.ts'

const HeldValue = z.strictObject({
  /** The time of expiry, in milliseconds since the epoch. */
  expiresAt: z.int(),
  sealed: z.record(QuestionId, SealedAnswer),
})

export function writeHeldValue(sealed: SealedAnswers, expiresAt: number): string {
  return JSON.stringify({ expiresAt, sealed })
}

/** Returns the answers, or nothing if they have expired or were not written by `writeHeldValue`. */
export function readHeldValue(text: string, now: number): SealedAnswers | undefined {
  const held = HeldValue.safeParse(parsedJson(text))
  return held.success && now < held.data.expiresAt ? held.data.sealed : undefined
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text, refuseProto)
  } catch {
    return undefined
  }
}

/** Refuses a property named `__proto__`, which a record schema would silently drop. */
function refuseProto(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('A question id must not be __proto__.')
  return value
}
