/** Composes the handler of a step that requires an access token and notifies agents' open tabs. */
import type { Step } from '../../contracts/step.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import type { Outcome } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { AgentNotifier } from '../core/push/agent-notifier.ts'
import type { Records } from '../core/records/records.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import type { StepRequest } from '../http/read-request.ts'
import type { StepHandler } from '../http/step-handler.ts'
import { type Adapters, type PortsOf, signedInStep } from '../identity/compose-step.ts'
import { agentNotifier } from './agent-notifier.ts'
import { notifyAgentPortsFrom } from './notify-agent-ports.ts'

interface Notifying {
  readonly notifier: AgentNotifier
}

export interface NotifyingStep<Given extends Adapters> {
  /** Composes the step with the given ports. Used by the in-memory service. */
  readonly withPorts: (ports: ProcessPorts & PortsOf<Given> & Notifying) => StepHandler
  /** Composes the step on DynamoDB with the given dependencies. Used by the local run and the tests. */
  readonly compose: (dependencies: Dependencies & Notifying) => StepHandler
  /**
   * The Lambda handler. Composes the step from the environment at its first call. Throws Fault `settings-malformed` if
   * the environment is incomplete.
   */
  readonly handler: StepHandler
}

export const notifyingStep = <
  Path,
  Query,
  Body,
  Reply,
  Given extends Adapters & { readonly records: (dependencies: Dependencies) => Records },
>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    ports: ProcessPorts & Notifying & PortsOf<NoInfer<Given>>,
  ) => (
    request: Omit<StepRequest<Path, Query, Body>, 'principal'> & { readonly principal: Principal },
  ) => Promise<Outcome<Reply>>,
  adapters: Given,
): NotifyingStep<Given> => {
  const notifyThrough = (notifier: AgentNotifier) =>
    signedInStep(step, (ports: ProcessPorts & PortsOf<Given>) => useCase({ ...ports, notifier }), adapters)
  const compose: NotifyingStep<Given>['compose'] = ({ notifier, ...dependencies }) =>
    notifyThrough(notifier).compose(dependencies)
  return {
    withPorts: (ports) => notifyThrough(ports.notifier).withPorts(ports),
    compose,
    handler: lazyHandler(() => {
      const dependencies = dependenciesFrom(process.env)
      return compose({ ...dependencies, notifier: agentNotifier(notifyAgentPortsFrom(process.env, dependencies)) })
    }),
  }
}
