import { issueRetrieveKey as step } from '../../contracts/steps/issue-retrieve-key.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbKeys } from '../adapters/dynamodb/one-time-keys.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import { type IssueRetrieveKeyPorts, issueRetrieveKey } from './issue-retrieve-key.ts'

export const withPorts = (ports: ProcessPorts & IssueRetrieveKeyPorts) =>
  signedInStepHandler(step, issueRetrieveKey(ports), ports)

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const keys = dynamoDbKeys(dependencies)
  return withPorts({ ...dependencies, records, sessions, audit, keys })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
