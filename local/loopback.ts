/** Restricts the local run to requests from this machine, under one of its own names. */
import { isIPv6 } from 'node:net'

const loopbackNames = ['127.0.0.1', 'localhost', '::1']

export const isLoopback = (host: string): boolean => loopbackNames.includes(host)

const urlHost = (host: string): string => (isIPv6(host) ? `[${host}]` : host)

/** Returns an origin, such as `http://127.0.0.1:8787`. */
export const originOf = (scheme: 'http' | 'https', host: string, port: number): string =>
  `${scheme}://${urlHost(host)}:${port}`

/**
 * Returns a function that checks whether a `Host` header names this server. With DNS rebinding, the name of a foreign
 * page resolves to this machine. The header then contains the foreign name, so the request is refused.
 */
export const ownHostCheck = (host: string, port: number): ((header: string) => boolean) => {
  const own = new Set([...loopbackNames, host].map((name) => `${urlHost(name)}:${port}`))
  return (header) => own.has(header.toLowerCase())
}
