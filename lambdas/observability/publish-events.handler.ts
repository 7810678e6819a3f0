import * as z from 'zod/mini'
import { auditRecordsOf } from '../adapters/audit-stream.ts'
import { parsedSettings } from '../adapters/environment.ts'
import { eventBridgeBus, eventBridgeClient } from './event-bridge-bus.ts'
import { publishEvents } from './publish-events.ts'

const Settings = z.object({ EVENT_BUS: z.string().check(z.minLength(1)) })

let composed: ReturnType<typeof publishEvents> | undefined

export const handler = async (event: unknown): Promise<void> => {
  composed ??= publishEvents(
    eventBridgeBus({ client: eventBridgeClient(), busName: parsedSettings(Settings, process.env).EVENT_BUS }),
  )
  await composed(auditRecordsOf(event))
}
