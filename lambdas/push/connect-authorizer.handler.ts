import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbTickets } from '../adapters/dynamodb/connections.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dependenciesFrom, parsedSettings } from '../adapters/process/environment.ts'
import { acceptedSecrets } from '../edge/accepted-secrets.ts'
import { verifyOriginSecret } from '../edge/origin-secret.ts'
import type { Authorization } from '../identity/authorizer.ts'
import { ConnectEvent, connectAuthorizer } from './connect-authorizer.ts'
import { socketHandler } from './socket-handler.ts'
import { useTicket } from './use-ticket.ts'

const text = z.string().check(z.minLength(1))
const Settings = z.object({ ORIGIN_SECRET: text, ORIGIN_HEADER: text })

const compose = () => {
  const { ORIGIN_SECRET: secretId, ORIGIN_HEADER: originHeader } = parsedSettings(Settings, process.env)
  const dependencies = dependenciesFrom(process.env)
  const ports = {
    ...dependencies,
    records: dynamoDbRecords(dependencies),
    audit: dynamoDbAuditLog(dependencies),
    tickets: dynamoDbTickets(dependencies),
  }
  const secrets = acceptedSecrets({ client: new SecretsManagerClient({ maxAttempts: 3 }), secretId })
  const authorize = connectAuthorizer({
    useTicket: useTicket(ports),
    verifyOriginSecret: verifyOriginSecret({ ...dependencies, secrets }),
    originHeader,
    publicOrigin: dependencies.publicOrigin,
  })
  return socketHandler('authorize-socket', dependencies, ConnectEvent, async (event) => {
    const authorization = await authorize(event)
    return authorization === undefined ? { code: 'not-signed-in' } : { answer: authorization }
  })
}

let composed: ReturnType<typeof compose> | undefined

export const handler = async (input: unknown): Promise<Authorization> => {
  composed ??= compose()
  const authorization = await composed(input)
  // API Gateway replies 401 to this exact message, and 500 to any other error.
  if (authorization === undefined) throw new Error('Unauthorized')
  return authorization
}
