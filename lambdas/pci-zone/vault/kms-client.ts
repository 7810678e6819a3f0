import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms'

/**
 * Returns a client of the key service. It makes at most two attempts of one second each, with a pause between them. If
 * KMS does not respond, the caller gets an error within three seconds and can retry. Without `throwOnRequestTimeout`,
 * the SDK only logs a warning about a slow request and continues to wait.
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
