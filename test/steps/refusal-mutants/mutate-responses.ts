/**
 * The setup file of a mutation run. Replaces the refusal code in the responses of one step: the step that the running file tests.
 * The status stays, so a test that expects only the status does not notice.
 */
import { expect, vi } from 'vitest'
import { Problem } from '../../../contracts/problem.ts'
import type { GatewayResponse } from '../../../lambdas/http/gateway-event.ts'
import type { StepHandler } from '../../../lambdas/http/step-handler.ts'
import { placeVariable, type RefusalMutant, refusalMutants } from './mutants.ts'

const mutantOfThisFile = (): RefusalMutant | undefined => {
  const testPath = expect.getState().testPath?.replaceAll('\\', '/')
  return refusalMutants.find(
    ({ testFile, place }) => `${place}` === process.env[placeVariable] && testPath?.endsWith(`/${testFile}`),
  )
}

const mutate = ({ code, replacement }: RefusalMutant, response: GatewayResponse): GatewayResponse => {
  if (response.statusCode < 400) return response
  const problem = Problem.parse(JSON.parse(response.body))
  return problem.code === code ? { ...response, body: JSON.stringify({ ...problem, code: replacement }) } : response
}

vi.mock('../../../local/handlers.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../local/handlers.ts')>()
  const mapSteps: typeof original.mapSteps = (compose) => {
    const handlers = original.mapSteps(compose)
    const mutant = mutantOfThisFile()
    if (mutant === undefined) return handlers
    const handler: StepHandler = async (event, context) => mutate(mutant, await handlers[mutant.step](event, context))
    return { ...handlers, [mutant.step]: handler }
  }
  return { ...original, mapSteps }
})
