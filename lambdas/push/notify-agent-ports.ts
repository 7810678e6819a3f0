/** The ports of all deployed functions that notify agents. */
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { dynamoDbConnections } from '../adapters/dynamodb/connections.ts'
import { dynamoDbForms } from '../adapters/dynamodb/forms.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies } from '../adapters/process/dependencies.ts'
import { type Environment, parsedSettings } from '../adapters/process/environment.ts'
import { gatewaySockets, managementClient } from './gateway-sockets.ts'
import type { NotifySendersPorts } from './notify-senders.ts'

const Settings = z.object({
  /** The address of the stage's sockets: `wss://…/live`. */
  SOCKETS_ADDRESS: z.string().check(z.regex(/^wss?:\/\/[^/]+\/.+$/)),
})

/**
 * Returns the ports for the environment of a deployed function.
 * @throws Fault `settings-malformed`
 */
export const notifyAgentPortsFrom = (environment: Environment, dependencies: Dependencies): NotifySendersPorts => ({
  clock: dependencies.clock,
  records: dynamoDbRecords(dependencies),
  connections: dynamoDbConnections(dependencies),
  forms: dynamoDbForms(dependencies),
  sockets: gatewaySockets(managementClient(parsedSettings(Settings, environment).SOCKETS_ADDRESS)),
  log: dependencies.log,
  pause: (milliseconds) => setTimeout(milliseconds),
  deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
})
