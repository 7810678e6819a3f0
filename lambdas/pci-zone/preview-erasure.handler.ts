import { previewErasure as step } from '../../contracts/steps/preview-erasure.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbConversations } from '../adapters/dynamodb/conversations.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import { type PreviewErasurePorts, previewErasure } from './preview-erasure.ts'
import { dynamoDbStoredSubmissions } from './vault/dynamodb-retained-submissions.ts'
import { dynamoDbVaultRecords } from './vault/dynamodb-vault-records.ts'

export const withPorts = (ports: ProcessPorts & PreviewErasurePorts) =>
  signedInStepHandler(step, previewErasure(ports), ports)

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbVaultRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const conversations = dynamoDbConversations(dependencies)
  const forms = dynamoDbForms(dependencies)
  const stored = dynamoDbStoredSubmissions(dependencies)
  return withPorts({ ...dependencies, records, sessions, audit, conversations, forms, stored })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
