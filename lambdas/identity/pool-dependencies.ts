/** The dependencies of the user pool's triggers. */
import { documentClientOf, dynamoDbClient } from '../adapters/dynamodb/request/client.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { baseDependenciesFrom, type Environment } from '../adapters/process/environment.ts'

/**
 * Cognito waits five seconds for a trigger and retries twice. Each of the three storage requests is therefore limited
 * to two attempts of 700 ms.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 * @throws Fault `settings-malformed`
 */
export const poolDependenciesFrom = (environment: Environment): BaseDependencies =>
  baseDependenciesFrom(environment, documentClientOf(dynamoDbClient({ requestMilliseconds: 700, maxAttempts: 2 })))
