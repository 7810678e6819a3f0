/**
 * The messages for the developers of the embedding page, which the elements write to the console. They name origins and
 * attributes, but never the key in a link or an access token.
 */

/** `address` may contain a key in its fragment, which the message does not contain. `siteId` is undefined for the panel of no site. */
export const warnUnreachable = (address: string, siteId: string | undefined): void => {
  const { origin, pathname } = new URL(address)
  const likeliest =
    siteId === undefined
      ? `Without the attribute site, only the pages that the stage lists in its own embeddingOrigins may show it. This page is of ${location.origin}.`
      : `Most often, the site ${siteId} does not list ${location.origin} in its embeddingOrigins (in /admin, Branding and embedding).`
  console.warn(
    `Sealform: ${origin}${pathname} did not respond. ${likeliest} It may also be that there is no such site, that a page around this one is not listed, or that there is no connection to the service.`,
  )
}

export const warnForeignLink = (linkOrigin: string, serviceOrigin: string): void =>
  console.warn(
    `Sealform: the link is of ${linkOrigin}, but the script /embed.js of this page is of ${serviceOrigin}. An element shows only forms of the service that its script comes from.`,
  )

const tokenAdvice =
  'Set accessToken to a function that returns a promise of the agent’s access token: panel.accessToken = async () => token'

export const reportTokenSourceMissing = (): void => console.error(`Sealform: accessToken is not set. ${tokenAdvice}`)

export const reportTokenSourceWrong = (): void =>
  console.error(`Sealform: accessToken is not a function. ${tokenAdvice}`)

/**
 * A run of characters that is as long as a part of a token, of which base64 has `/`, and `%` in a URL. The reason of a failure may
 * quote the token.
 */
const longRun = /[\w~+/%=-]{24,}/g

export const reportTokenFailed = (reason: unknown): void => {
  const text = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)
  console.error(`Sealform: accessToken gave no token, because it failed: ${text.replace(longRun, '[removed]')}`)
}

export const reportTokenNotText = (): void =>
  console.error('Sealform: accessToken must give the access token as a text, or undefined if no agent is signed in.')

export interface RequiredAttribute {
  readonly name: string
  readonly meaning: string
  readonly isUsable: (value: string) => boolean
}

const warned = new WeakSet<Element>()

/**
 * Warns once if an element lacks a required attribute or cannot use its value. Waits until the current task has ended, because a
 * page may set the attributes after it has inserted the element.
 */
export const checkAttributes = (element: Element, attributes: readonly RequiredAttribute[]): void => {
  setTimeout(() => {
    if (warned.has(element) || !element.isConnected) return
    const problems = attributes.flatMap(({ name, meaning, isUsable }) => {
      const value = element.getAttribute(name) ?? ''
      if (value === '') return [`needs the attribute ${name}, ${meaning}`]
      return isUsable(value) ? [] : [`cannot use the value of its attribute ${name}, because it is not ${meaning}`]
    })
    if (problems.length === 0) return
    warned.add(element)
    console.warn(`Sealform: <${element.localName}> ${problems.join('. It ')}.`)
  })
}
