/**
 * Makes the run's own requests bypass a proxy. With `NODE_USE_ENV_PROXY`, Node sends every request through the
 * environment's proxy, including requests from the demo's backend to the service. No proxy can reach this machine's
 * loopback interface.
 * https://nodejs.org/docs/latest-v24.x/api/http.html#httpsetglobalproxyfromenvproxyenv
 */
import http from 'node:http'

type Environment = Readonly<Record<string, string | undefined>>

const isProxied = ({ NODE_USE_ENV_PROXY }: Environment): boolean => NODE_USE_ENV_PROXY === '1'

/** Returns the hosts that the environment excludes from its proxy, and this host. */
export const noProxyHosts = (environment: Environment, host: string): string => {
  const given = environment.no_proxy ?? environment.NO_PROXY ?? ''
  return [
    ...new Set([...given.split(',').filter((each) => each !== ''), '127.0.0.1', 'localhost', '[::1]', host]),
  ].join(',')
}

/** Excludes the host from the proxy. Does nothing if no proxy is in use. */
export const bypassProxyFor = (environment: Environment, host: string): void => {
  if (!isProxied(environment)) return
  const hosts = noProxyHosts(environment, host)
  // Not a named import: Node 22 has no such function, and no proxy is in use there by default.
  http.setGlobalProxyFromEnv({ ...environment, no_proxy: hosts, NO_PROXY: hosts })
}
