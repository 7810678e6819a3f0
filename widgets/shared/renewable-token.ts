/** Keeps an access token. Requests a new one when the service has rejected it. */

export interface RenewableToken {
  current(): string | undefined
  /**
   * Returns a token other than the rejected one if there is one. Concurrent calls share one request for the token. Resolves
   * to undefined if no one is signed in.
   */
  renew(rejected: string | undefined): Promise<string | undefined>
  forget(): void
}

/**
 * @param requestToken requests an access token, and resolves to undefined if no one is signed in
 * @param onToken called with every new token
 */
export const renewableToken = (
  requestToken: () => Promise<string | undefined>,
  onToken: (token: string) => void = () => {},
): RenewableToken => {
  let token: string | undefined
  let renewing: Promise<string | undefined> | undefined
  return {
    current: () => token,
    async renew(rejected) {
      if (token !== rejected) return token
      renewing ??= requestToken().finally(() => {
        renewing = undefined
      })
      const newToken = await renewing
      if (newToken !== undefined && newToken !== token) onToken(newToken)
      token = newToken
      return token
    },
    forget() {
      token = undefined
    },
  }
}
