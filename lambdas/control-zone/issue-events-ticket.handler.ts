import { issueEventsTicket as step } from '../../contracts/steps/issue-events-ticket.ts'
import { audit, records, sessions, tickets } from '../adapters/process/ports.ts'
import { signedInStep } from '../identity/compose-step.ts'
import { issueEventsTicket } from './issue-events-ticket.ts'

export const { withPorts, compose, handler } = signedInStep(step, issueEventsTicket, {
  records,
  sessions,
  audit,
  tickets,
})
