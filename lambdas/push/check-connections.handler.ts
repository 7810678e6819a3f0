import { outsideFrom } from '../adapters/process/environment.ts'
import { checkConnections } from './check-connections.ts'
import { tellAgentFrom } from './notify-agent-ports.ts'

let composed: ReturnType<typeof checkConnections> | undefined

export const handler = async (): Promise<void> => {
  composed ??= checkConnections(tellAgentFrom(process.env, outsideFrom(process.env)))
  await composed()
}
