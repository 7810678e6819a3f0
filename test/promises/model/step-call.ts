/** One call of one step: its caller, how to make it, and what the caller learns from the reply. */
import type { RefusalCode } from '../../../contracts/problem.ts'
import type { Clock } from '../../../lambdas/core/clock.ts'
import { isRefusal, type Outcome } from '../../../lambdas/core/outcome.ts'
import type { MemoryPorts } from '../../../local/memory/dependencies.ts'
import type { Called, Issued } from '../history.ts'

/** The ports of all steps. The clock need not be adjustable. */
export type StepCallPorts = Omit<MemoryPorts, 'clock'> & { readonly clock: Clock }

/** What a successful reply contains. */
export interface Observed {
  readonly formId?: string
  readonly submissionId?: string
  /** A key, and the secret that uses it. */
  readonly key?: Omit<Issued, 'type'> & { readonly secret: string }
  /** Clear text of a submission. */
  readonly clear?: { readonly submissionId: string; readonly text: string }
}

export type StepReply = { readonly refused: RefusalCode } | { readonly observed: Observed }

export interface StepCall {
  readonly called: Omit<Called, 'type' | 'call' | 'at'>
  run(ports: StepCallPorts): Promise<StepReply>
}

export const stepCall = <Value>(
  called: StepCall['called'],
  ask: (ports: StepCallPorts) => Promise<Outcome<Value>>,
  learn: (value: Value) => Observed = () => ({}),
): StepCall => ({
  called,
  async run(ports) {
    const outcome = await ask(ports)
    return isRefusal(outcome) ? { refused: outcome.refused } : { observed: learn(outcome.value) }
  },
})
