import { Fault } from '../core/fault.ts'
import { type Authorization, AuthorizerEvent, authorizer } from './authorizer.ts'
import { IssuerList } from './issuers.ts'
import { fetchJwksOverHttps, tokenVerifier } from './verify-token.ts'

type Authorizer = ReturnType<typeof authorizer>

/** From the environment variable `ISSUERS`, the allow-list as JSON. Throws `settings-malformed`. */
const compose = (issuersJson: string | undefined): Authorizer => {
  const issuers = IssuerList.safeParse(jsonOf(issuersJson))
  if (!issuers.success) throw new Fault('settings-malformed')
  return authorizer({
    verifyToken: tokenVerifier({
      issuers: issuers.data,
      clock: { now: Date.now },
      fetchJwks: fetchJwksOverHttps,
    }),
  })
}

const jsonOf = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

let composed: Authorizer | undefined

export const handler = async (input: unknown): Promise<Authorization> => {
  composed ??= compose(process.env.ISSUERS)
  const event = AuthorizerEvent.safeParse(input)
  const authorization = event.success ? await composed(event.data) : undefined
  // The one message that API Gateway answers with 401; anything else that is thrown is its 500.
  if (authorization === undefined) throw new Error('Unauthorized')
  return authorization
}
