/** What the triggers of the pool meet outside of themselves. */
import { documentsOf, dynamoDbClient } from '../adapters/dynamodb/request/client.ts'
import type { StorageOutside } from '../adapters/process/dependencies.ts'
import { type Environment, storageFrom } from '../adapters/process/environment.ts'

/**
 * Cognito waits five seconds for a trigger and then asks again, twice at most; so the store gets no more than two attempts of
 * 700 ms for each of three requests. https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 * @throws Fault `settings-malformed`
 */
export const poolOutsideFrom = (environment: Environment): StorageOutside =>
  storageFrom(environment, documentsOf(dynamoDbClient({ requestMilliseconds: 700, maxAttempts: 2 })))
