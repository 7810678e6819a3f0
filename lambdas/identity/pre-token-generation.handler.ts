import { Fault } from '../core/fault.ts'
import { PreTokenEvent, type PreTokenResponse, preTokenGeneration } from './pre-token-generation.ts'

/** Cognito expects its event back, with the response filled in. A malformed event yields no token. */
export const handler = async (event: object): Promise<object & { readonly response: PreTokenResponse }> => {
  const parsed = PreTokenEvent.safeParse(event)
  if (!parsed.success) throw new Fault('settings-malformed')
  return { ...event, response: preTokenGeneration(parsed.data) }
}
