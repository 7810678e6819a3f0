/** Answers the panel’s requests for an access token with the function that the page has set as `accessToken`. */
import type { AccessTokenSource } from '../elements-package.ts'
import {
  reportTokenFailed,
  reportTokenNotText,
  reportTokenSourceMissing,
  reportTokenSourceWrong,
} from './console-messages.ts'

export interface AccessTokens {
  readonly source: AccessTokenSource | undefined
  setSource(source: AccessTokenSource | undefined): void
  /** The panel requests a token. */
  request(): void
  /** The panel is gone. No token that it has requested is posted. */
  forgetRequest(): void
}

export interface AccessTokensPorts {
  /** Posts a token to the panel, or `undefined` if there is none. The panel then reports `not-signed-in`. */
  readonly post: (accessToken: string | undefined) => void
  /** Starts the panel again, because it has ended without a token before the page has set the function. */
  readonly restart: () => void
}

/** The time that the page has to set `accessToken` after the panel has requested a token. */
const sourceMilliseconds = 10_000

/** Calls the page’s function. A failure is written to the console, and counts as no token. */
const readToken = async (source: AccessTokenSource): Promise<string | undefined> => {
  try {
    const accessToken: unknown = await source()
    if (typeof accessToken === 'string') return accessToken
    if (accessToken !== undefined && accessToken !== null) reportTokenNotText()
  } catch (reason) {
    reportTokenFailed(reason)
  }
  return undefined
}

export const createAccessTokens = ({ post, restart }: AccessTokensPorts): AccessTokens => {
  let source: AccessTokenSource | undefined
  /** True if the page has set something that is not a function. */
  let isWrong = false
  /** `refused`: the panel has ended, because there was no function in time. */
  let state: 'idle' | 'requested' | 'refused' = 'idle'
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts the requests, so that no token reaches a later panel than the one that requested it. */
  let requests = 0

  const refuse = () => {
    clearTimeout(timer)
    state = 'refused'
    post(undefined)
  }
  const answer = async (from: AccessTokenSource) => {
    clearTimeout(timer)
    state = 'idle'
    const answered = requests
    const accessToken = await readToken(from)
    if (answered === requests) post(accessToken)
  }

  return {
    get source() {
      return source
    },
    setSource(newSource) {
      source = typeof newSource === 'function' ? newSource : undefined
      // A page without types can set anything.
      isWrong = source === undefined && newSource !== undefined && newSource !== null
      if (isWrong) {
        reportTokenSourceWrong()
        if (state === 'requested') refuse()
      }
      if (source === undefined) return
      if (state === 'requested') void answer(source)
      else if (state === 'refused') restart()
    },
    request() {
      clearTimeout(timer)
      requests += 1
      state = 'requested'
      if (source !== undefined) return void answer(source)
      if (isWrong) return refuse()
      timer = setTimeout(() => {
        reportTokenSourceMissing()
        refuse()
      }, sourceMilliseconds)
    },
    forgetRequest() {
      clearTimeout(timer)
      requests += 1
      state = 'idle'
    },
  }
}
