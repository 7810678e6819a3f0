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

export const compose = (outside: Dependencies) => {
  const records = dynamoDbRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const tickets = dynamoDbTickets(outside)
  return signedInStepHandler(step, issueEventsTicket({ ...outside, records, sessions, audit, tickets }), {
    ...outside,
    records,
  })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
