import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSignInAttempts, dynamoDbSignIns } from '../adapters/dynamodb/sign-ins.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { poolDependenciesFrom } from './pool-dependencies.ts'
import { cognitoIssuer, type IssuerOf, lazyTrigger, poolTrigger } from './pool-event.ts'
import { preAuthentication } from './pre-authentication.ts'

export const compose = (outside: BaseDependencies, issuerOf: IssuerOf = cognitoIssuer) => {
  const decide = preAuthentication({
    ...outside,
    records: dynamoDbRecords(outside),
    attempts: dynamoDbSignInAttempts(outside),
    signIns: dynamoDbSignIns(outside),
    audit: dynamoDbAuditLog(outside),
  })
  return poolTrigger('pre-authentication', { ...outside, issuerOf }, decide)
}

export const handler = lazyTrigger(() => compose(poolDependenciesFrom(process.env)))
