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
    | 'signer'
    | 'useFipsEndpoint'
    | 'useDualstackEndpoint'
  > {
  /** The time limit of one attempt. The default is 1,000 ms. */
  readonly requestMilliseconds?: number
}

/**
 * Returns a DynamoDB client whose waiting time is bounded. By default, it makes at most three attempts of one second
 * each, with pauses between them. Without `throwOnRequestTimeout`, the SDK only logs a warning about a slow request and
 * continues to wait.
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

/** Returns a client for plain JavaScript values. It refuses to write a value that DynamoDB cannot represent exactly. */
export const documentClientOf = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true, convertEmptyValues: false, convertClassInstanceToMap: false },
    unmarshallOptions: { wrapNumbers: false },
  })
