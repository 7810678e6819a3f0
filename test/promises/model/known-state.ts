/** Makes calls on any set of ports, and records what their callers see. */

import type { Clock } from '../../../lambdas/core/clock.ts'
import { Fault } from '../../../lambdas/core/fault.ts'
import type { Turn } from '../../../local/memory/turns.ts'
import type { Answered, Called, HistoryEvent, Issued } from '../history.ts'
import { type Agent, agents } from './fixtures.ts'
import { type InvocationMode, undisturbed } from './invocation-modes.ts'
import type { StepCall, StepCallPorts, StepReply } from './step-call.ts'

/** An issued key, with its secret. */
export type KnownKey = Omit<Issued, 'type'> & { readonly secret: string }

export interface KnownForm {
  readonly formId: string
  readonly siteId: string
  readonly conversationId: string
  readonly sender: Agent
}

export interface KnownStatePorts {
  readonly clock: Clock
  /** The ports of one invocation. */
  readonly ports: (turn: Turn) => StepCallPorts
}

const senderOf = ({ by }: StepCall['called']): Agent | undefined =>
  agents.find((agent) => by.kind === 'person' && agent.siteId === by.siteId && agent.subject === by.subject)

export function createKnownState({ clock, ports }: KnownStatePorts, history: HistoryEvent[]) {
  const keys: KnownKey[] = []
  const forms: KnownForm[] = []
  let calls = 0

  const begin = (called: StepCall['called']): number => {
    calls += 1
    history.push({ type: 'called', call: calls, at: clock.now(), ...called } satisfies Called)
    return calls
  }

  const end = (answer: Omit<Answered, 'type' | 'at'>): Answered['outcome'] => {
    history.push({ type: 'answered', at: clock.now(), ...answer })
    return answer.outcome
  }

  /** Records what the caller learned. */
  const take = (call: number, act: StepCall, answer: StepReply | 'nothing'): Answered['outcome'] => {
    if (answer === 'nothing') return end({ call, outcome: 'nothing' })
    if ('refused' in answer) return end({ call, outcome: answer.refused })
    const { formId, submissionId, key, clear } = answer.observed
    const outcome = end({ call, outcome: 'done', ...(formId && { formId }), ...(submissionId && { submissionId }) })
    if (key !== undefined) {
      const { secret, ...issued } = key
      keys.push(key)
      history.push({ type: 'issued', ...issued })
    }
    const sender = senderOf(act.called)
    if (act.called.step === 'send-form' && formId !== undefined && sender !== undefined) {
      forms.push({ formId, siteId: sender.siteId, conversationId: act.called.conversationId ?? '', sender })
    }
    if (clear !== undefined) {
      history.push({ type: 'released', call, at: clock.now(), submissionId: clear.submissionId, clear: clear.text })
    }
    return outcome
  }

  return {
    keys: keys as readonly KnownKey[],
    forms: forms as readonly KnownForm[],

    /** Records a change that took effect at once. */
    note(called: StepCall['called'], effect: () => void): void {
      const call = begin(called)
      effect()
      end({ call, outcome: 'done' })
    },

    /** Makes a call in the given mode, and returns its outcome for the caller. */
    async perform(act: StepCall, mode: InvocationMode = undisturbed()): Promise<Answered['outcome']> {
      const call = begin(act.called)
      const answer = await mode((turn) => act.run(ports(turn))).catch((error: unknown): StepReply => {
        if (error instanceof Fault) return { refused: 'try-again' }
        throw error
      })
      return take(call, act, answer)
    },
  }
}
