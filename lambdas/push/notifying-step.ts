/** Composes the handler of a signed-in step that notifies agents' open tabs. */
import type { Step } from '../../contracts/step.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import type { Outcome } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import type { StepRequest } from '../http/read-request.ts'
import type { StepHandler } from '../http/step-handler.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { agentNotifier } from './agent-notifier.ts'
import { notifyAgentPortsFrom } from './notify-agent-ports.ts'

/** Adapters by the names of their ports. */
type Adapters = Readonly<Record<string, (dependencies: Dependencies) => unknown>> & {
  readonly records: (dependencies: Dependencies) => Records
}

interface Notifying {
  readonly notifier: AgentNotifier
}

export interface NotifyingStep {
  /** Composes the step with given dependencies, for the local run and the tests. */
  readonly compose: (dependencies: Dependencies & Notifying) => StepHandler
  /** For Lambda: composed from the environment at the first call, which throws Fault `settings-malformed` when that is incomplete. */
  readonly handler: StepHandler
}

export const notifyingStep = <Path, Query, Body, Reply, Given extends Adapters>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    ports: Dependencies & Notifying & { readonly [Name in keyof Given]: ReturnType<Given[Name]> },
  ) => (
    request: Omit<StepRequest<Path, Query, Body>, 'principal'> & { readonly principal: Principal },
  ) => Promise<Outcome<Reply>>,
  adapters: Given,
): NotifyingStep => {
  const compose: NotifyingStep['compose'] = ({ notifier, ...dependencies }) =>
    signedInStep(step, (ports) => useCase({ ...ports, notifier }), adapters).compose(dependencies)
  return {
    compose,
    handler: lazyHandler(() => {
      const dependencies = dependenciesFrom(process.env)
      return compose({ ...dependencies, notifier: agentNotifier(notifyAgentPortsFrom(process.env, dependencies)) })
    }),
  }
}
