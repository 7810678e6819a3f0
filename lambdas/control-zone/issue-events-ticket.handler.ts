import { issueEventsTicket as step } from '../../contracts/steps/issue-events-ticket.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbTickets } from '../adapters/dynamodb/connections.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import { issueEventsTicket } from './issue-events-ticket.ts'

export const compose = (outside: Outside) => {
  const records = dynamoDbRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const tickets = dynamoDbTickets(outside)
  return signedInStepHandler(step, issueEventsTicket({ ...outside, records, sessions, audit, tickets }), {
    ...outside,
    records,
  })
}

export const handler = deployed(() => compose(outsideFrom(process.env)))
