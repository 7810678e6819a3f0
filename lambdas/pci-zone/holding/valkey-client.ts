import { createClient, createCluster } from '@redis/client'

export interface ValkeyCredentials {
  readonly username?: string
  readonly password: string
}

export interface ValkeySettings {
  readonly host: string
  readonly port: number
  /** Cluster mode, which ElastiCache Serverless always uses. */
  readonly cluster: boolean
  /** `ca` is a certificate authority in PEM, for servers that the system's own do not cover. */
  readonly tls: 'off' | 'on' | { readonly ca: string }
  /** A function is called at every connection, for tokens that are valid for minutes. */
  readonly credentials?: ValkeyCredentials | (() => Promise<ValkeyCredentials>)
}

/** The four commands of a holding, on a single server or a cluster. */
export interface ValkeyClient {
  connect(): Promise<unknown>
  /** False when the key exists. */
  setNew(key: string, value: string, milliseconds: number): Promise<boolean>
  /** Reads and deletes atomically: of any number of callers, one gets the value. */
  getDelete(key: string): Promise<string | null>
  delete(key: string): Promise<unknown>
  exists(key: string): Promise<unknown>
  /** Closes the connection immediately, even with commands pending; never throws. */
  destroy(): void
}

const connectTimeoutMs = 1_000

/**
 * A client for a single connection: it never queues commands offline and never reconnects, so that a dead server causes
 * an immediate error instead of a wait. The caller creates another client.
 */
export function valkeyClient(settings: ValkeySettings): ValkeyClient {
  const client = settings.cluster ? clusterClient(settings) : createClient(clientOptions(settings))
  // Without a listener an error event would end the process. Pending commands are rejected in any case.
  client.on('error', () => {})
  return {
    connect: () => client.connect(),
    setNew: async (key, value, milliseconds) =>
      (await client.set(key, value, { expiration: { type: 'PX', value: milliseconds }, condition: 'NX' })) !== null,
    getDelete: (key) => client.getDel(key),
    delete: (key) => client.del(key),
    exists: (key) => client.exists(key),
    destroy: () => {
      try {
        client.destroy()
      } catch {
        // Already closed.
      }
    },
  }
}

function clusterClient(settings: ValkeySettings) {
  const options = clientOptions(settings)
  return createCluster({
    rootNodes: [options],
    defaults: options,
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: false,
  })
}

function clientOptions({ host, port, tls, credentials }: ValkeySettings) {
  const bounded = { host, port, connectTimeout: connectTimeoutMs, reconnectStrategy: false } as const
  return {
    socket: tls === 'off' ? bounded : ({ ...bounded, tls: true, ...(tls === 'on' ? {} : { ca: tls.ca }) } as const),
    ...(typeof credentials === 'function'
      ? { credentialsProvider: { type: 'async-credentials-provider', credentials } as const }
      : credentials),
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
  } as const
}
