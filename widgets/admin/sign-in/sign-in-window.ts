/**
 * Signs the person in again in a second window, so that the page keeps what they typed. The issuer redirects that window to this
 * page's address. There, the page passes the issuer's response to the first window over a channel that only pages of this origin
 * can use. `Cross-Origin-Opener-Policy` separates the two windows, so neither has a reference to the other.
 *
 * The response contains a code but no token. The code is of use only with the PKCE verifier, which does not leave the memory of
 * the first window.
 */
import * as z from 'zod/mini'
import type { SignInSettings } from '../../../contracts/sign-in-settings.ts'
import { authorizationRequest, redeemCode, type Session } from './sign-in.ts'

const channelName = 'sealform-admin-sign-in'
/** The start of the `state` of a sign-in in a second window. */
const windowState = 'window-'
const Message = z.object({ search: z.string() })

/**
 * If this window was opened to sign in again, passes the issuer's response on, closes the window and returns true. The browser may
 * keep the window open.
 */
export const passSignInOn = (): boolean => {
  const { searchParams, search } = new URL(location.href)
  if (searchParams.get('state')?.startsWith(windowState) !== true) return false
  history.replaceState(null, '', location.pathname)
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ search })
  channel.close()
  window.close()
  return true
}

/**
 * Opens the window and waits for the sign-in. Call this while handling a press, because browsers block other windows. Returns
 * `blocked` if the browser did not open one, and undefined if the sign-in failed or `signal` was aborted before it was complete.
 */
export const signInInWindow = async (
  settings: SignInSettings,
  signal: AbortSignal,
): Promise<Session | 'blocked' | undefined> => {
  // The window has to be opened before anything is awaited.
  const opened = window.open('about:blank', '', 'popup,width=520,height=680')
  if (opened === null) return 'blocked'
  const { address, state, verifier } = await authorizationRequest(settings, windowState)
  const response = responseWith(state, signal)
  opened.location.replace(address)
  const search = await response
  if (search === undefined) return undefined
  return await redeemCode(settings, { search, state, verifier }).catch(() => undefined)
}

/** Resolves to the query of the issuer's response with this `state`. Ignores all other messages. */
const responseWith = (state: string, signal: AbortSignal): Promise<URLSearchParams | undefined> =>
  new Promise((resolve) => {
    const channel = new BroadcastChannel(channelName)
    const end = (response?: URLSearchParams) => {
      channel.close()
      resolve(response)
    }
    channel.addEventListener('message', ({ data }) => {
      const message = Message.safeParse(data)
      const response = new URLSearchParams(message.data?.search)
      if (response.get('state') === state) end(response)
    })
    signal.addEventListener('abort', () => end(), { once: true })
  })
