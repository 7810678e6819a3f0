import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSignInAttempts } from '../adapters/dynamodb/sign-ins.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { poolDependenciesFrom } from './pool-dependencies.ts'
import { cognitoIssuer, type IssuerOf, lazyTrigger, poolTrigger } from './pool-event.ts'
import { postAuthentication } from './post-authentication.ts'

export const compose = (outside: BaseDependencies, issuerOf: IssuerOf = cognitoIssuer) => {
  const decide = postAuthentication({
    ...outside,
    attempts: dynamoDbSignInAttempts(outside),
    audit: dynamoDbAuditLog(outside),
  })
  return poolTrigger('post-authentication', { ...outside, issuerOf }, decide)
}

export const handler = lazyTrigger(() => compose(poolDependenciesFrom(process.env)))
