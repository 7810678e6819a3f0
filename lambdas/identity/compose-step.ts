/**
 * Composes the handler of a step from its contract, its use case and the adapters of its ports. PCI-zone handlers do
 * not use this file. Each of them names its adapters and its key in its own file, where an assessor can see them.
 */
import type { Step } from '../../contracts/step.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import type { Outcome } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { Records } from '../core/records/records.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import type { StepRequest } from '../http/read-request.ts'
import { type StepHandler, stepHandler } from '../http/step-handler.ts'
import { signedInStepHandler } from './signed-in-step-handler.ts'

/** The adapters, each under the name of its port. */
export type Adapters = Readonly<Record<string, (dependencies: Dependencies) => unknown>>

export type PortsOf<Given extends Adapters> = { readonly [Name in keyof Given]: ReturnType<Given[Name]> }

export interface ComposedStep<Given extends Adapters> {
  /** Composes the step with the given ports. Used by the in-memory service. */
  readonly withPorts: (ports: ProcessPorts & PortsOf<Given>) => StepHandler
  /** Composes the step on DynamoDB with the given dependencies. Used by the local run and the tests. */
  readonly compose: (dependencies: Dependencies) => StepHandler
  /**
   * The Lambda handler. Composes the step from the environment at its first call. Throws Fault `settings-malformed` if
   * the environment is incomplete.
   */
  readonly handler: StepHandler
}

/** Defines a step that visitors call. */
export const visitorStep = <Path, Query, Body, Reply, Given extends Adapters>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    ports: ProcessPorts & PortsOf<NoInfer<Given>>,
  ) => (request: StepRequest<Path, Query, Body>) => Promise<Outcome<Reply>>,
  adapters: Given,
): ComposedStep<Given> => composed((ports) => stepHandler(step, useCase(ports), ports), adapters)

/** Defines a step that a person or the chat backend calls. */
export const signedInStep = <
  Path,
  Query,
  Body,
  Reply,
  Given extends Adapters & { readonly records: (dependencies: Dependencies) => Records },
>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    ports: ProcessPorts & PortsOf<NoInfer<Given>>,
  ) => (
    request: Omit<StepRequest<Path, Query, Body>, 'principal'> & { readonly principal: Principal },
  ) => Promise<Outcome<Reply>>,
  adapters: Given,
): ComposedStep<Given> => composed((ports) => signedInStepHandler(step, useCase(ports), ports), adapters)

const composed = <Given extends Adapters>(
  withPorts: ComposedStep<Given>['withPorts'],
  adapters: Given,
): ComposedStep<Given> => {
  const compose = (dependencies: Dependencies) => withPorts({ ...dependencies, ...portsOf(adapters, dependencies) })
  return { withPorts, compose, handler: lazyHandler(() => compose(dependenciesFrom(process.env))) }
}

function portsOf<Given extends Adapters>(adapters: Given, dependencies: Dependencies): PortsOf<Given>
function portsOf(adapters: Adapters, dependencies: Dependencies): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(adapters).map(([name, adapter]) => [name, adapter(dependencies)]))
}
