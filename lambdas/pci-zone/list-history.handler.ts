import { listHistory as step } from '../../contracts/steps/list-history.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import { type ListHistoryPorts, listHistory } from './list-history.ts'
import { dynamoDbStoredSubmissions } from './vault/dynamodb-retained-submissions.ts'

export const withPorts = (ports: ProcessPorts & ListHistoryPorts) =>
  signedInStepHandler(step, listHistory(ports), ports)

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const forms = dynamoDbForms(dependencies)
  const stored = dynamoDbStoredSubmissions(dependencies)
  return withPorts({ ...dependencies, records, sessions, audit, forms, stored })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
