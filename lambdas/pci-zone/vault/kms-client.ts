import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms'

/**
 * The client of the key service, bounded: two attempts of a second each and the pause between them, so that a caller
 * whose key service hangs hears it within three seconds and can try again. Without `throwOnRequestTimeout` the SDK only
 * warns of a slow request and goes on waiting.
 */
export function kmsClient(config: Pick<KMSClientConfig, 'region' | 'endpoint' | 'credentials'> = {}): KMSClient {
  return new KMSClient({
    ...config,
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 500,
      requestTimeout: 1_000,
      socketTimeout: 1_000,
      throwOnRequestTimeout: true,
    },
  })
}
