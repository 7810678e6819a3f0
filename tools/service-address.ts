/**
 * Parses addresses on a command line to which tokens are sent. Tokens are never sent without encryption, except on this
 * machine.
 */
import { UsageFailure } from './usage-failure.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Returns the address. @throws {UsageFailure} unless the address begins with https, or begins with http and is on this
 * machine
 */
export const serviceAddress = (option: string, text: string): URL => {
  const url = URL.parse(text)
  if (url === null)
    throw new UsageFailure(`--${option} is ${text}, which is not a URL such as https://forms.example.com.`)
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))
  if (!safe) throw new UsageFailure(`--${option} must begin with https://, but is ${text}.`)
  if (url.username !== '' || url.password !== '')
    throw new UsageFailure(`--${option} must not contain a user name or a password.`)
  return url
}
