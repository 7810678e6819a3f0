import { putSite as step } from '../../contracts/steps/put-site.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import { dynamoDbSites } from '../adapters/dynamodb/sites.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { putSite } from './put-site.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const sites = dynamoDbSites(dependencies)
  return signedInStepHandler(step, putSite({ ...dependencies, records, sessions, audit, sites }), {
    ...dependencies,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
