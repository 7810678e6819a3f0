import { issueEventsTicket as step } from '../../contracts/steps/issue-events-ticket.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbTickets } from '../adapters/dynamodb/connections.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { issueEventsTicket } from './issue-events-ticket.ts'

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const tickets = dynamoDbTickets(dependencies)
  return signedInStepHandler(step, issueEventsTicket({ ...dependencies, records, sessions, audit, tickets }), {
    ...dependencies,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
