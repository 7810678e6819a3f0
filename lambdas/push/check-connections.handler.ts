import { outsideFrom } from '../adapters/process/environment.ts'
import { checkConnections } from './check-connections.ts'
import { tellAgentFrom } from './tell-agent-from.ts'

let composed: ReturnType<typeof checkConnections> | undefined

export const handler = async (): Promise<void> => {
  composed ??= checkConnections(tellAgentFrom(process.env, outsideFrom(process.env)))
  await composed()
}
