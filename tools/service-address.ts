/** Addresses on a command line to which tokens are sent: never in the clear, except on this machine. */
import { UsageFailure } from './usage-failure.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** @throws {UsageFailure} for anything else than an address that begins with https, or with http on this machine */
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
