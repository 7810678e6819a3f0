/**
 * Defines turns: the points at which a call to a port may be delayed, fail or never return. Each call asks for a turn
 * before it takes effect and for another turn afterwards. The test grants the turns, and so controls how invocations
 * interleave and where they fail.
 */
import { Fault, type FaultCode } from '../../lambdas/core/fault.ts'

export type TurnPhase = 'before' | 'after'

/**
 * A function that grants a turn. Its promise resolves when it is the turn of this call. If the promise rejects, the
 * call fails. If it never settles, the caller stops at this call.
 */
export type Turn = (call: string, moment: TurnPhase) => Promise<void>

export const immediateTurn: Turn = async () => {}

/**
 * Wraps a port so that it asks for a turn before and after each call. Synchronous ports (clock, randomness) need no
 * turns.
 */
export const withTurns = <Port extends object>(name: string, port: Port, turn: Turn): Port =>
  turn === immediateTurn
    ? port
    : new Proxy(port, {
        get(target, property) {
          const method: unknown = Reflect.get(target, property)
          if (typeof method !== 'function') return method
          const call = `${name}.${String(property)}`
          return async (...parameters: unknown[]) => {
            await turn(call, 'before')
            const result: unknown = await Reflect.apply(method, target, parameters)
            await turn(call, 'after')
            return result
          }
        },
      })

const faultCodes: Readonly<Record<string, FaultCode>> = {
  vault: 'key-service-failed',
  dataKeys: 'key-service-failed',
  holding: 'holding-failed',
  audit: 'audit-failed',
}

/** Returns the fault that the port's contract specifies for a failed call. */
export const faultFor = (call: string): Fault => new Fault(faultCodes[call.split('.')[0] ?? ''] ?? 'storage-failed')
