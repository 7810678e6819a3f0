/** The panel's calls as the agent who is signed in. A token that has run out is replaced once; a sign-in that is over is over. */
import type { Step } from '../../../contracts/step.ts'
import type { call as callStep, Reply, StepRequest } from '../../shared/api-client.ts'

export interface AccessPorts {
  readonly call: typeof callStep
  /** Nothing: nobody is signed in. */
  readonly requestToken: () => Promise<string | undefined>
  /** A token that the desktop gave, the first and each that follows. */
  readonly onToken: (token: string) => void
  /** A POST, PUT or DELETE was answered: the service has seen the agent do something. */
  readonly onActivity: () => void
  /** The service no longer takes this sign-in. Told once. */
  readonly onRefused: () => void
}

export interface Access {
  /** Calls a step of the protocol. Once the sign-in is over nothing is called any more: `not-signed-in`. */
  call<Path extends Readonly<Record<string, string>>, Query, Body, Value>(
    step: Step<Path, Query, Body, Value>,
    request: Omit<StepRequest<Path, Body>, 'accessToken'>,
  ): Promise<Reply<Value>>
  /** Every token is forgotten; what is still under way answers `not-signed-in`. */
  end(): void
}

/** The ticket for a connection is asked for by the page itself, so the service does not count it. */
const isActivity = ({ method, name }: Pick<Step, 'method' | 'name'>): boolean =>
  method !== 'GET' && name !== 'issue-events-ticket'

const notSignedIn = { outcome: 'refused', code: 'not-signed-in', errors: [] } as const

export const createAccess = ({ call, requestToken, onToken, onActivity, onRefused }: AccessPorts): Access => {
  let token: string | undefined
  let renewing: Promise<string | undefined> | undefined
  let isEnded = false

  /** Calls that were refused together ask for one token together. */
  const renewToken = async (rejectedToken: string | undefined): Promise<string | undefined> => {
    if (token !== rejectedToken) return token
    renewing ??= requestToken().finally(() => {
      renewing = undefined
    })
    const newToken = await renewing
    if (newToken !== undefined && newToken !== token) onToken(newToken)
    token = newToken
    return token
  }
  const end = () => {
    isEnded = true
    token = undefined
  }
  const signedOut = () => {
    if (!isEnded) {
      end()
      onRefused()
    }
    return notSignedIn
  }

  return {
    end,
    async call(step, request) {
      let accessToken = token ?? (await renewToken(undefined))
      for (let tries = 1; ; tries++) {
        if (isEnded || accessToken === undefined) return signedOut()
        const reply = await call(step, { ...request, accessToken })
        if (isEnded) return notSignedIn
        if (reply.outcome === 'done' && isActivity(step)) onActivity()
        if (reply.outcome !== 'refused' || reply.code !== 'not-signed-in') return reply
        const rejectedToken = accessToken
        accessToken = await renewToken(rejectedToken)
        // The same token again, or another that is refused, too: not the token is over but the sign-in.
        if (accessToken === rejectedToken || tries === 2) return signedOut()
      }
    },
  }
}
