import * as z from 'zod/mini'
import { dynamoDbAuditPointers } from '../adapters/dynamodb/audit/pointers.ts'
import { auditRecordsOf } from '../adapters/dynamodb/audit/stream.ts'
import { dependenciesFrom, parsedSettings } from '../adapters/process/environment.ts'
import { eventBridgeBus, eventBridgeClient } from './event-bridge-bus.ts'
import { notifyAgentPortsFrom } from './notify-agent-ports.ts'
import { publishEvents } from './publish-events.ts'
import { pushEvents } from './push-events.ts'

const Settings = z.object({ EVENT_BUS: z.string().check(z.minLength(1)) })

const compose = () => {
  const dependencies = dependenciesFrom(process.env)
  const { EVENT_BUS: busName } = parsedSettings(Settings, process.env)
  return {
    pointers: dynamoDbAuditPointers(dependencies),
    publish: publishEvents(eventBridgeBus({ client: eventBridgeClient(), busName })),
    push: pushEvents(notifyAgentPortsFrom(process.env, dependencies)),
  }
}

let composed: ReturnType<typeof compose> | undefined

/**
 * Writes the pointers, publishes to the bus and pushes to the tabs concurrently, because each of the three has readers
 * that wait for it.
 */
export const handler = async (event: unknown): Promise<void> => {
  composed ??= compose()
  const records = auditRecordsOf(event)
  const whole = records.flatMap(({ record }) => record ?? [])
  await Promise.all([composed.pointers.add(whole), composed.publish(records), composed.push(whole)])
}
