/** Calls the service with the access token of the signed-in person. When the sign-in has ended, shows the sign-in screen. */
import type { Step } from '../../contracts/step.ts'
import { signOut } from '../../contracts/steps/sign-out.ts'
import { call, type Reply } from '../shared/api-client.ts'
import type { Session } from './sign-in/sign-in.ts'

export interface Service {
  /** Calls a step. If the sign-in has ended, the promise never settles, because the page then shows the sign-in screen. */
  call<Path extends Readonly<Record<string, string>>, Query, Body, Value>(
    step: Step<Path, Query, Body, Value>,
    request: {
      readonly path: Path
      readonly body: Body
      readonly query?: Readonly<Record<string, string>>
      readonly ifMatch?: string
    },
  ): Promise<Reply<Value>>
  signOut(): Promise<void>
}

const pendingForever = <Value>(): Promise<Value> => new Promise(() => {})

export interface ServiceHandlers {
  /** Called when the service no longer accepts this sign-in, or the person has pressed *Sign out*. */
  readonly onSignedOut: () => void
  /** Called after a successful request whose method is not GET. The service counts such a request as activity. */
  readonly onActivity: () => void
}

export const serviceOf = (
  readToken: Session['accessToken'],
  { onSignedOut, onActivity }: ServiceHandlers,
): Service => ({
  async call(step, request) {
    const accessToken = await readToken()
    const reply = await call(step, { ...request, ...(accessToken !== undefined && { accessToken }) })
    if (reply.outcome === 'done' && step.method !== 'GET') onActivity()
    if (reply.outcome !== 'refused' || reply.code !== 'not-signed-in') return reply
    onSignedOut()
    return pendingForever()
  },
  async signOut() {
    const accessToken = await readToken()
    await call(signOut, { path: {}, body: {}, ...(accessToken !== undefined && { accessToken }) })
    onSignedOut()
  },
})
