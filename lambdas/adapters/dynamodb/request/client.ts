import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

export interface DynamoDbSettings
  extends Pick<
    DynamoDBClientConfig,
    | 'endpoint'
    | 'region'
    | 'credentials'
    | 'maxAttempts'
    | 'requestHandler'
    | 'useFipsEndpoint'
    | 'useDualstackEndpoint'
  > {
  /** How long one attempt may take; 1,000 ms unless told. */
  readonly requestMilliseconds?: number
}

/**
 * The client of the tables, bounded: three attempts of a second each and the pauses between them. Without
 * `throwOnRequestTimeout` the SDK only warns of a slow request and goes on waiting.
 */
export function dynamoDbClient({ requestMilliseconds = 1_000, ...settings }: DynamoDbSettings = {}): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: requestMilliseconds / 2,
      requestTimeout: requestMilliseconds,
      socketTimeout: requestMilliseconds,
      throwOnRequestTimeout: true,
    },
    ...settings,
  })
}

/** The same client, speaking plain values. What it cannot write faithfully it refuses to write. */
export const documentClientOf = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true, convertEmptyValues: false, convertClassInstanceToMap: false },
    unmarshallOptions: { wrapNumbers: false },
  })
