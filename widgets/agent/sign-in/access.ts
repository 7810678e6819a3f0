/**
 * Calls the service as the signed-in agent. If the service refuses the token, requests a new token once. If the service also
 * refuses the new token, the sign-in has ended.
 */
import type { Step } from '../../../contracts/step.ts'
import type { call as callStep, Reply } from '../../shared/api-client.ts'
import { renewableToken } from '../../shared/renewable-token.ts'
import type { StepRequest } from '../../shared/send-request.ts'

export interface AccessPorts {
  readonly call: typeof callStep
  /** Requests an access token. Resolves to undefined if no agent is signed in. */
  readonly requestToken: () => Promise<string | undefined>
  /** Called with every new token from the desktop. */
  readonly onToken: (token: string) => void
  /** Called after a successful request that the service counts as activity. */
  readonly onActivity: () => void
  /** Called once, when the service no longer accepts this sign-in. */
  readonly onRefused: () => void
}

export interface Access {
  /** Calls a step of the protocol. After the sign-in has ended, returns `not-signed-in` without a request. */
  call<Path extends Readonly<Record<string, string>>, Query, Body, Value>(
    step: Step<Path, Query, Body, Value>,
    request: Omit<StepRequest<Path, Body>, 'accessToken'>,
  ): Promise<Reply<Value>>
  /** Forgets the token. Pending calls return `not-signed-in`. */
  end(): void
}

/**
 * Returns true if the service counts the step as activity. It does not count a request for a ticket, because the page sends such
 * requests without user action.
 */
const isActivity = ({ method, name }: Pick<Step, 'method' | 'name'>): boolean =>
  method !== 'GET' && name !== 'issue-events-ticket'

const notSignedIn = { outcome: 'refused', code: 'not-signed-in', errors: [] } as const

export const createAccess = ({ call, requestToken, onToken, onActivity, onRefused }: AccessPorts): Access => {
  const token = renewableToken(requestToken, onToken)
  let isEnded = false

  const end = () => {
    isEnded = true
    token.forget()
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
      let accessToken = token.current() ?? (await token.renew(undefined))
      for (let tries = 1; ; tries++) {
        if (isEnded || accessToken === undefined) return signedOut()
        const reply = await call(step, { ...request, accessToken })
        if (isEnded) return notSignedIn
        if (reply.outcome === 'done' && isActivity(step)) onActivity()
        if (reply.outcome !== 'refused' || reply.code !== 'not-signed-in') return reply
        const rejectedToken = accessToken
        accessToken = await token.renew(rejectedToken)
        // The desktop returned the same token, or the service also refused the new one. The sign-in has ended.
        if (accessToken === rejectedToken || tries === 2) return signedOut()
      }
    },
  }
}
