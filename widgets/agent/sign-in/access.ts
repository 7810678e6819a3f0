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
  let isOver = false

  /** Calls that were refused together ask for one token together. */
  const renewed = async (spent: string | undefined): Promise<string | undefined> => {
    if (token !== spent) return token
    renewing ??= requestToken().finally(() => {
      renewing = undefined
    })
    const fresh = await renewing
    if (fresh !== undefined && fresh !== token) onToken(fresh)
    token = fresh
    return token
  }
  const end = () => {
    isOver = true
    token = undefined
  }
  const signedOut = () => {
    if (!isOver) {
      end()
      onRefused()
    }
    return notSignedIn
  }

  return {
    end,
    async call(step, request) {
      let accessToken = token ?? (await renewed(undefined))
      for (let tries = 1; ; tries++) {
        if (isOver || accessToken === undefined) return signedOut()
        const reply = await call(step, { ...request, accessToken })
        if (isOver) return notSignedIn
        if (reply.outcome === 'done' && isActivity(step)) onActivity()
        if (reply.outcome !== 'refused' || reply.code !== 'not-signed-in') return reply
        const spent = accessToken
        accessToken = await renewed(spent)
        // The same token again, or another that is refused, too: not the token is over but the sign-in.
        if (accessToken === spent || tries === 2) return signedOut()
      }
    },
  }
}
