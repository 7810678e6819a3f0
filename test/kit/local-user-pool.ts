/**
 * Stands in for the user pool of a deployment, which the local run lacks. It runs the sign-in triggers on the tables of the local
 * run, for people whose tokens come from the local issuer.
 */

import { chainHeadCache } from '../../lambdas/adapters/dynamodb/audit/chain-head-cache.ts'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import type { BaseDependencies } from '../../lambdas/adapters/process/dependencies.ts'
import { systemRandomness } from '../../lambdas/adapters/process/randomness.ts'
import { localIssuerName } from '../../local/issuer.ts'
import { cognitoPool } from '../lambdas/identity/cognito-pool.ts'
import type { DatabaseService } from './service.ts'
import { databaseClient } from './tables.ts'

/** Returns the dependencies of a function that is not invoked by a request, with the database of a local run. */
export function localRunDependencies({ databaseEndpoint, clock }: DatabaseService) {
  const client = databaseClient(databaseEndpoint)
  const dependencies: BaseDependencies = {
    documents: documentClientOf(client),
    tables: prefixedTableNames('sealform'),
    ...{ clock, randomness: systemRandomness, chainHeads: chainHeadCache(), log: { write: () => {} } },
  }
  return { dependencies, close: () => client.destroy() }
}

export const localUserPool = (dependencies: BaseDependencies, siteId: string) =>
  cognitoPool(dependencies, siteId, () => localIssuerName)
