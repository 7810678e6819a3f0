/**
 * The user pool that a deployment has and the local run lacks: the sign-in triggers, on the local run's tables, for people whose
 * tokens come from the local issuer.
 */

import { chainHeadCache } from '../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { documentClientOf, dynamoDbClient } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { BaseDependencies } from '../../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import { localIssuerName } from '../../local/issuer.ts'
import { cognitoPool } from '../lambdas/identity/cognito-pool.ts'
import type { DatabaseService } from './service.ts'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** Returns the dependencies of a function that no request invokes, on the database of a local run. */
export function localRunDependencies({ databaseEndpoint, clock }: DatabaseService) {
  const client = dynamoDbClient({
    ...{ endpoint: databaseEndpoint, region: 'local', credentials, requestMilliseconds: 30_000 },
  })
  const dependencies: BaseDependencies = {
    documents: documentClientOf(client),
    tables: prefixedTableNames('sealform'),
    ...{ clock, randomness: systemRandomness, chainHeads: chainHeadCache(), log: { write: () => {} } },
  }
  return { dependencies, close: () => client.destroy() }
}

export const localUserPool = (dependencies: BaseDependencies, siteId: string) =>
  cognitoPool(dependencies, siteId, () => localIssuerName)
