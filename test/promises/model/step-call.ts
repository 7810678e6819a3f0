/** One call of one step: who asks for what, how to ask, and what its caller learns from the answer. */
import type { RefusalCode } from '../../../contracts/problem.ts'
import type { Clock } from '../../../lambdas/core/clock.ts'
import { isRefusal, type Outcome } from '../../../lambdas/core/outcome.ts'
import type { WorldPorts } from '../../../local/memory/dependencies.ts'
import type { Called, Issued } from '../history.ts'

/** What every step together needs. The clock need not be one that can be told the time. */
export type ActPorts = Omit<WorldPorts, 'clock'> & { readonly clock: Clock }

/** What a success tells its caller, beside that it was one. */
export interface Learned {
  readonly formId?: string
  readonly submissionId?: string
  /** A key, and the secret that it is used by. */
  readonly key?: Omit<Issued, 'type'> & { readonly secret: string }
  /** Clear text of a submission. */
  readonly clear?: { readonly submissionId: string; readonly text: string }
}

export type Answer = { readonly refused: RefusalCode } | { readonly learned: Learned }

export interface Act {
  readonly called: Omit<Called, 'type' | 'call' | 'at'>
  run(ports: ActPorts): Promise<Answer>
}

export const act = <Value>(
  called: Act['called'],
  ask: (ports: ActPorts) => Promise<Outcome<Value>>,
  learn: (value: Value) => Learned = () => ({}),
): Act => ({
  called,
  async run(ports) {
    const outcome = await ask(ports)
    return isRefusal(outcome) ? { refused: outcome.refused } : { learned: learn(outcome.value) }
  },
})
