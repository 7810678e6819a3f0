import { Fault } from '../core/fault.ts'
import { PreTokenEvent, type PreTokenResponse, preTokenGeneration } from './pre-token-generation.ts'

/** Returns Cognito's event with the response that Cognito expects. If the event is malformed, no token is issued. */
export const handler = async (event: object): Promise<object & { readonly response: PreTokenResponse }> => {
  const parsed = PreTokenEvent.safeParse(event)
  if (!parsed.success) throw new Fault('settings-malformed')
  return { ...event, response: preTokenGeneration(parsed.data) }
}
