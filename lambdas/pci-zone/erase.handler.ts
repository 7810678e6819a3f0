import { erase as step } from '../../contracts/steps/erase.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbAuditTrail } from '../adapters/dynamodb/audit/trail.ts'
import { dynamoDbConversations } from '../adapters/dynamodb/conversations.ts'
import { dynamoDbErasures } from '../adapters/dynamodb/erasures.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import { type ErasePorts, erase } from './erase.ts'
import type { Holding } from './holding/holding.ts'
import { holdingFrom } from './holding/holding-from-environment.ts'
import { dynamoDbStoredSubmissions } from './vault/dynamodb-retained-submissions.ts'
import { dynamoDbSubmissionErasures } from './vault/dynamodb-submission-erasures.ts'
import { dynamoDbVaultRecords } from './vault/dynamodb-vault-records.ts'

export const withPorts = (ports: ProcessPorts & ErasePorts) => signedInStepHandler(step, erase(ports), ports)

export const compose = (dependencies: Dependencies & { readonly holding: Holding }) => {
  const records = dynamoDbVaultRecords(dependencies)
  return withPorts({
    ...dependencies,
    records,
    sessions: dynamoDbSessions(dependencies),
    audit: dynamoDbAuditLog(dependencies),
    trail: dynamoDbAuditTrail(dependencies),
    conversations: dynamoDbConversations(dependencies),
    forms: dynamoDbForms(dependencies),
    erasures: dynamoDbErasures(dependencies),
    stored: dynamoDbStoredSubmissions(dependencies),
    submissionErasures: dynamoDbSubmissionErasures(dependencies),
  })
}

export const handler = lazyHandler(() =>
  compose({ ...dependenciesFrom(process.env), holding: holdingFrom(process.env) }),
)
