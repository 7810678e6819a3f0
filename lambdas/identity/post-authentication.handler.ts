import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSignInAttempts } from '../adapters/dynamodb/sign-ins.ts'
import type { BaseDependencies } from '../adapters/process/dependencies.ts'
import { poolDependenciesFrom } from './pool-dependencies.ts'
import { cognitoIssuer, type IssuerOf, lazyTrigger, poolTrigger } from './pool-event.ts'
import { postAuthentication } from './post-authentication.ts'

export const compose = (dependencies: BaseDependencies, issuerOf: IssuerOf = cognitoIssuer) => {
  const decide = postAuthentication({
    ...dependencies,
    attempts: dynamoDbSignInAttempts(dependencies),
    audit: dynamoDbAuditLog(dependencies),
  })
  return poolTrigger('post-authentication', { ...dependencies, issuerOf }, decide)
}

export const handler = lazyTrigger(() => compose(poolDependenciesFrom(process.env)))
