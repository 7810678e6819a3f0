import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms'

/**
 * The client of the key service, bounded to two attempts of one second each and the pause between them: when KMS hangs,
 * the caller gets an error within three seconds and can retry. Without `throwOnRequestTimeout` the SDK only logs a
 * warning for a slow request and continues to wait.
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
