import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSignInAttempts, dynamoDbSignIns } from '../adapters/dynamodb/sign-ins.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { poolDependenciesFrom } from './pool-dependencies.ts'
import { cognitoIssuer, type IssuerOf, lazyTrigger, poolTrigger } from './pool-event.ts'
import { preAuthentication } from './pre-authentication.ts'

export const compose = (dependencies: BaseDependencies, issuerOf: IssuerOf = cognitoIssuer) => {
  const decide = preAuthentication({
    ...dependencies,
    records: dynamoDbRecords(dependencies),
    attempts: dynamoDbSignInAttempts(dependencies),
    signIns: dynamoDbSignIns(dependencies),
    audit: dynamoDbAuditLog(dependencies),
  })
  return poolTrigger('pre-authentication', { ...dependencies, issuerOf }, decide)
}

export const handler = lazyTrigger(() => compose(poolDependenciesFrom(process.env)))
