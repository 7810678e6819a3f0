import { dependenciesFrom } from '../adapters/process/environment.ts'
import { checkConnections } from './check-connections.ts'
import { notifyAgentPortsFrom } from './notify-agent-ports.ts'

let composed: ReturnType<typeof checkConnections> | undefined

export const handler = async (): Promise<void> => {
  composed ??= checkConnections(notifyAgentPortsFrom(process.env, dependenciesFrom(process.env)))
  await composed()
}
