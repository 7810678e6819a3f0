/** The ports with which functions notify agents' open tabs. Counts the messages, and sends none. */
import { dynamoDbConnections } from '../../lambdas/adapters/dynamodb/connections.ts'
import { dynamoDbForms } from '../../lambdas/adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../../lambdas/adapters/dynamodb/records.ts'
import type { BaseDependencies } from '../../lambdas/adapters/process/dependencies.ts'
import type { NotifySendersPorts } from '../../lambdas/push/notify-senders.ts'
import type { AddUsage } from './metered-ports.ts'

export const meteredPush = (dependencies: Omit<BaseDependencies, 'chainHeads'>, add: AddUsage): NotifySendersPorts => ({
  clock: dependencies.clock,
  log: dependencies.log,
  records: dynamoDbRecords(dependencies),
  connections: dynamoDbConnections(dependencies),
  forms: dynamoDbForms(dependencies),
  sockets: {
    async send() {
      add({ socketMessages: 1 })
      return true
    },
    async close() {},
  },
  // Nothing is slow here, so that no time limit passes: each call waits for its own notifications.
  pause: () => new Promise(() => {}),
  deadline: () => new AbortController().signal,
})
