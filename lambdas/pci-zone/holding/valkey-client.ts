import { createClient, createCluster } from '@redis/client'

export interface ValkeyCredentials {
  readonly username?: string
  readonly password: string
}

export interface ValkeySettings {
  readonly host: string
  readonly port: number
  /** Cluster mode, which ElastiCache Serverless always is. */
  readonly cluster: boolean
  /** `ca` is a certificate authority in PEM, where the system's own do not do. */
  readonly tls: 'off' | 'on' | { readonly ca: string }
  /** A function is asked at every connection: for tokens that live for minutes. */
  readonly credentials?: ValkeyCredentials | (() => Promise<ValkeyCredentials>)
}

/** The four commands of a holding, on one server or on a cluster. */
export interface ValkeyClient {
  connect(): Promise<unknown>
  /** False when the key is taken. */
  setNew(key: string, value: string, milliseconds: number): Promise<boolean>
  /** Reads and deletes in one step: of any number of callers, one gets it. */
  getDelete(key: string): Promise<string | null>
  delete(key: string): Promise<unknown>
  exists(key: string): Promise<unknown>
  /** At once, whatever is under way; never throws. */
  destroy(): void
}

const connectTimeoutMs = 1_000

/**
 * A client for one connection's life: it queues nothing while there is none and never reconnects by itself, so that a
 * dead server is an error at once and never a wait. Whoever uses it makes another.
 */
export function valkeyClient(settings: ValkeySettings): ValkeyClient {
  const client = settings.cluster ? clusterClient(settings) : createClient(clientOptions(settings))
  // Without a listener an error event would end the process. What was under way is rejected with it all the same.
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
        // It was closed already.
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
