/**
 * Composes the handler of a step from its contract, its use case and the adapters of the ports that it needs. The handlers of the PCI
 * zone do without: each binds its adapters and its key in its own file, where an assessor sees them.
 */
import type { Step } from '../../contracts/step.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import type { Outcome } from '../core/outcome.ts'
import type { Principal } from '../core/people/principal.ts'
import type { Records } from '../core/records/records.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import type { StepRequest } from '../http/read-request.ts'
import { type StepHandler, stepHandler } from '../http/step-handler.ts'
import { signedInStepHandler } from './signed-in-step-handler.ts'

/** Adapters by the names of their ports. */
type Adapters = Readonly<Record<string, (dependencies: Dependencies) => unknown>>

type PortsOf<Given extends Adapters> = { readonly [Name in keyof Given]: ReturnType<Given[Name]> }

export interface ComposedStep {
  /** Composes the step with given dependencies, for the local run and the tests. */
  readonly compose: (dependencies: Dependencies) => StepHandler
  /** For Lambda: composed from the environment at the first call, which throws Fault `settings-malformed` when that is incomplete. */
  readonly handler: StepHandler
}

/** A step of a visitor. */
export const visitorStep = <Path, Query, Body, Reply, Given extends Adapters>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    ports: Dependencies & PortsOf<NoInfer<Given>>,
  ) => (request: StepRequest<Path, Query, Body>) => Promise<Outcome<Reply>>,
  adapters: Given,
): ComposedStep =>
  composed((dependencies) =>
    stepHandler(step, useCase({ ...dependencies, ...portsOf(adapters, dependencies) }), dependencies),
  )

/** A step of a person or of the chat backend. */
export const signedInStep = <
  Path,
  Query,
  Body,
  Reply,
  Given extends Adapters & { readonly records: (dependencies: Dependencies) => Records },
>(
  step: Step<Path, Query, Body, Reply>,
  useCase: (
    ports: Dependencies & PortsOf<NoInfer<Given>>,
  ) => (
    request: Omit<StepRequest<Path, Query, Body>, 'principal'> & { readonly principal: Principal },
  ) => Promise<Outcome<Reply>>,
  adapters: Given,
): ComposedStep =>
  composed((dependencies) => {
    const ports = { ...dependencies, ...portsOf(adapters, dependencies) }
    return signedInStepHandler(step, useCase(ports), ports)
  })

const composed = (compose: ComposedStep['compose']): ComposedStep => ({
  compose,
  handler: lazyHandler(() => compose(dependenciesFrom(process.env))),
})

function portsOf<Given extends Adapters>(adapters: Given, dependencies: Dependencies): PortsOf<Given>
function portsOf(adapters: Adapters, dependencies: Dependencies): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(adapters).map(([name, adapter]) => [name, adapter(dependencies)]))
}
