/** Who may connect to the local run: this machine, under one of its own names. */
import { isIPv6 } from 'node:net'

const loopbackNames = ['127.0.0.1', 'localhost', '::1']

export const isLoopback = (host: string): boolean => loopbackNames.includes(host)

const urlHost = (host: string): string => (isIPv6(host) ? `[${host}]` : host)

/** Such as `http://127.0.0.1:8787`. */
export const originOf = (scheme: 'http' | 'https', host: string, port: number): string =>
  `${scheme}://${urlHost(host)}:${port}`

/**
 * Whether a `Host` header names this server. A foreign page whose name was made to resolve to this machine (DNS
 * rebinding) sends its own name, and is refused.
 */
export const ownHostCheck = (host: string, port: number): ((header: string) => boolean) => {
  const own = new Set([...loopbackNames, host].map((name) => `${urlHost(name)}:${port}`))
  return (header) => own.has(header.toLowerCase())
}
