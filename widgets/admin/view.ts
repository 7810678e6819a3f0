import type * as z from 'zod/mini'
import type { getSession } from '../../contracts/steps/get-session.ts'
import type { Service } from './service.ts'
import type { ToastOptions } from './shell/toast.ts'

export type SessionView = z.infer<typeof getSession.reply>

/** The functions of the page that a view uses. */
export interface ViewContext {
  readonly service: Service
  /** Who is signed in, with the permissions of the time of the sign-in. */
  readonly session: SessionView
  /** A signal that is aborted when the person leaves the view. */
  readonly signal: AbortSignal
  /** Returns true if the sign-in is recent enough for `limitMs`, so that the service will not ask to sign in again. */
  isSignInRecent(limitMs: number): boolean
  /** Shows a status message for a few seconds, which screen readers announce. */
  announce(text: string, options?: ToastOptions): void
  /** Sets whether the view has unsaved changes. */
  setUnsaved(unsaved: boolean): void
  /** Asks whether to discard unsaved changes. Resolves to true if the person agrees or there are no unsaved changes. */
  confirmDiscard(): Promise<boolean>
  /** Navigates to a view by its fragment, without `#`. */
  navigate(address: string): void
  /** Changes the fragment to that of what the view shows now, without showing the view again. */
  replaceAddress(address: string): void
  /**
   * Asks the issuer for another sign-in in a second window. Resolves to true when the same person has signed in. If the browser
   * opens no window, the page goes to the issuer and returns to the current fragment; what was typed is then lost.
   */
  signInAgain(): Promise<boolean>
}

/** Renders a view of the page. `rest` contains the parts of the URL fragment after the name of the view. */
export type View = (context: ViewContext, rest: readonly string[]) => Promise<readonly Node[]>
