/** The service as this page calls it: with the token of whoever is signed in, and an end to everything when that has ended. */
import type { Step } from '../../contracts/step.ts'
import { signOut } from '../../contracts/steps/sign-out.ts'
import { call, type Reply } from '../shared/api-client.ts'
import type { Session } from './sign-in/sign-in.ts'

export interface Service {
  /** Calls a step. Somebody who is not signed in any more never hears an answer: the page has gone on to say so. */
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

const neverSettles = <Value>(): Promise<Value> => new Promise(() => {})

export interface ServiceHandlers {
  /** The service no longer takes this sign-in, or somebody has pressed *Sign out*. */
  readonly onSignedOut: () => void
  /** It has answered to more than reading: it has seen somebody do something. */
  readonly onActivity: () => void
}

export const serviceOf = (session: Session, { onSignedOut, onActivity }: ServiceHandlers): Service => ({
  async call(step, request) {
    const accessToken = await session.accessToken()
    const reply = await call(step, { ...request, ...(accessToken !== undefined && { accessToken }) })
    if (reply.outcome === 'done' && step.method !== 'GET') onActivity()
    if (reply.outcome !== 'refused' || reply.code !== 'not-signed-in') return reply
    onSignedOut()
    return neverSettles()
  },
  async signOut() {
    const accessToken = await session.accessToken()
    await call(signOut, { path: {}, body: {}, ...(accessToken !== undefined && { accessToken }) })
    onSignedOut()
  },
})
