import { createClient, createCluster } from '@redis/client'

export interface ValkeyCredentials {
  readonly username?: string
  readonly password: string
}

export interface ValkeySettings {
  readonly host: string
  readonly port: number
  /** True for cluster mode, which ElastiCache Serverless always uses. */
  readonly cluster: boolean
  /**
   * Whether the connection uses TLS. `ca` is a certificate authority in PEM, for servers whose certificate the system's
   * authorities did not issue.
   */
  readonly tls: 'off' | 'on' | { readonly ca: string }
  /**
   * The credentials. If credentials are valid only for minutes, this is a function that returns new ones and is called
   * for each connection.
   */
  readonly credentials?: ValkeyCredentials | (() => Promise<ValkeyCredentials>)
}

/** The commands that a holding needs, on a single server or a cluster. */
export interface ValkeyClient {
  connect(): Promise<unknown>
  /** Stores a new value. Returns false if the key exists. */
  setNew(key: string, value: string, milliseconds: number): Promise<boolean>
  /** Reads and deletes a value atomically, so that only one of several concurrent callers gets the value. */
  getDelete(key: string): Promise<string | null>
  delete(key: string): Promise<unknown>
  exists(key: string): Promise<unknown>
  /** Closes the connection immediately, even if commands are pending. Never throws. */
  destroy(): void
}

const connectTimeoutMs = 1_000

/**
 * Returns a client for a single connection. The client never queues commands while offline and never reconnects, so an
 * unreachable server causes an immediate error instead of a wait. The caller then creates another client.
 */
export function valkeyClient(settings: ValkeySettings): ValkeyClient {
  const client = settings.cluster ? clusterClient(settings) : createClient(clientOptions(settings))
  // Without a listener, an error event would end the process. Pending commands are rejected in any case.
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
        // The connection is already closed.
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
