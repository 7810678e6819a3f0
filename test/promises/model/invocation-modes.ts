/** How an invocation ends: undisturbed, stopped forever, with a failing port call, or with its reply lost. */
import { faultFor, immediateTurn, type Turn } from '../../../local/memory/turns.ts'
import type { StepReply } from './step-call.ts'

export type InvocationMode = (invocation: (turn: Turn) => Promise<StepReply>) => Promise<StepReply | 'nothing'>

/** `gate` grants the turns, for example a scheduler. Turns count from one; each port call takes two. */
export const undisturbed =
  (gate: Turn = immediateTurn): InvocationMode =>
  (invocation) =>
    invocation(gate)

export const withLostReply =
  (gate: Turn = immediateTurn): InvocationMode =>
  async (invocation) => {
    await invocation(gate)
    return 'nothing'
  }

export const withFaultAt =
  (turnNumbers: number | readonly number[], gate: Turn = immediateTurn): InvocationMode =>
  (invocation) => {
    const failing = [turnNumbers].flat()
    let turns = 0
    return invocation(async (call, moment) => {
      await gate(call, moment)
      turns += 1
      if (failing.includes(turns)) throw faultFor(call)
    })
  }

/** The process dies at that turn: earlier calls may take effect, and no further call is made. */
export const withCrashAt =
  (turnNumber: number, gate: Turn = immediateTurn): InvocationMode =>
  (invocation) => {
    const { promise: crashed, resolve: crash } = Promise.withResolvers<'nothing'>()
    let turns = 0
    const turn: Turn = async (call, moment) => {
      await gate(call, moment)
      turns += 1
      if (turns < turnNumber) return
      crash('nothing')
      await new Promise(() => {})
    }
    return Promise.race([invocation(turn), crashed])
  }
