import { Fault } from '../core/fault.ts'
import { PreTokenEvent, type PreTokenResponse, preTokenGeneration } from './pre-token-generation.ts'

/** Cognito wants its event back, with the response filled in. An event of another shape makes no token. */
export const handler = async (event: object): Promise<object & { readonly response: PreTokenResponse }> => {
  const parsed = PreTokenEvent.safeParse(event)
  if (!parsed.success) throw new Fault('settings-malformed')
  return { ...event, response: preTokenGeneration(parsed.data) }
}
