import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSignInAttempts } from '../adapters/dynamodb/sign-ins.ts'
import type { StorageOutside } from '../adapters/process/dependencies.ts'
import { poolOutsideFrom } from './pool-dependencies.ts'
import { cognitoIssuer, deployedTrigger, type IssuerOf, poolTrigger } from './pool-event.ts'
import { postAuthentication } from './post-authentication.ts'

export const compose = (outside: StorageOutside, issuerOf: IssuerOf = cognitoIssuer) => {
  const decide = postAuthentication({
    ...outside,
    attempts: dynamoDbSignInAttempts(outside),
    audit: dynamoDbAuditLog(outside),
  })
  return poolTrigger('post-authentication', { ...outside, issuerOf }, decide)
}

export const handler = deployedTrigger(() => compose(poolOutsideFrom(process.env)))
