/** How an invocation fares: undisturbed, stopped for ever, with a port call that fails, or with its answer lost on the way. */
import { faultFor, immediateTurn, type Turn } from '../../../local/memory/turns.ts'
import type { StepReply } from './step-call.ts'

export type InvocationMode = (invocation: (turn: Turn) => Promise<StepReply>) => Promise<StepReply | 'nothing'>

/** `gate` grants the turns, a scheduler for example. Counting starts at one; each port call takes two turns. */
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

/** The process dies at that turn: what was sent may take effect, and nothing more is ever sent. */
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
