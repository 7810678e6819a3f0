import type { StepHandler } from './step-handler.ts'

/**
 * A handler that is composed at its first call and then reused. Importing its module needs no environment variables, so
 * the local run and the tests can compose the same step with other ports.
 */
export const lazyHandler = (compose: () => StepHandler): StepHandler => {
  let composed: StepHandler | undefined
  return async (event, context) => {
    composed ??= compose()
    return composed(event, context)
  }
}
