import { getErasure as step } from '../../contracts/steps/get-erasure.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbErasures } from '../adapters/dynamodb/erasures.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import { type GetErasurePorts, getErasure } from './get-erasure.ts'

export const withPorts = (ports: ProcessPorts & GetErasurePorts) => signedInStepHandler(step, getErasure(ports), ports)

export const compose = (dependencies: Dependencies) => {
  const records = dynamoDbRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const erasures = dynamoDbErasures(dependencies)
  return withPorts({ ...dependencies, records, sessions, audit, erasures })
}

export const handler = lazyHandler(() => compose(dependenciesFrom(process.env)))
