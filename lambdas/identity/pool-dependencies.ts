/** The dependencies of the triggers of the user pool. */
import { documentClientOf, dynamoDbClient } from '../adapters/dynamodb/request/client.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { baseDependenciesFrom, type Environment } from '../adapters/process/environment.ts'

/**
 * Cognito waits five seconds and retries twice: so at most two attempts of 700 ms for each of three storage requests.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 * @throws Fault `settings-malformed`
 */
export const poolDependenciesFrom = (environment: Environment): BaseDependencies =>
  baseDependenciesFrom(environment, documentClientOf(dynamoDbClient({ requestMilliseconds: 700, maxAttempts: 2 })))
