/** Starts the demo's brand on its own origin: another port of the same host. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { BuiltPages } from '../../lib/edge/pages/build-pages.ts'
import { createHttpServer, listen, stop, type Tls } from '../listen.ts'
import { originOf, ownHostCheck } from '../loopback.ts'
import { startupGate } from '../startup-gate.ts'
import { createBackend } from './backend.ts'
import { buildChat } from './build-chat.ts'
import { brandListener } from './server.ts'

/** The demo's port, and whether another free port may be used if this port is taken. 0 means any free port. */
export interface DemoPort {
  readonly port: number
  readonly allowFallback: boolean
}

export interface BrandSettings {
  readonly host: string
  readonly demoPort: DemoPort
  readonly tls: Tls | undefined
  readonly serviceOrigin: string
}

export interface Brand {
  readonly origin: string
  /** Starts serving requests. Before this call, every request gets 503. */
  open(embedding: BuiltPages['embedding']): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the brand's server.
 * @throws {StartFailure} if the port cannot be used
 */
export const startBrand = async ({ host, demoPort, tls, serviceOrigin }: BrandSettings): Promise<Brand> => {
  const server = createHttpServer({ tls })
  const gate = startupGate(server)
  const port = await listen(server, host, demoPort.port).catch((failure) => {
    if (!demoPort.allowFallback) throw failure
    return listen(server, host, 0)
  })
  // The backend calls the service, so it must trust the service's own certificate.
  if (tls !== undefined) setDefaultCACertificates([...getCACertificates('default'), tls.certificate])
  return {
    origin: originOf(tls === undefined ? 'http' : 'https', host, port),
    async open(embedding) {
      const files = await buildChat(serviceOrigin, embedding)
      const backend = createBackend(serviceOrigin)
      gate.open({ request: brandListener({ backend, files, serviceOrigin, isOwnHost: ownHostCheck(host, port) }) })
    },
    close: () => stop(server),
  }
}
