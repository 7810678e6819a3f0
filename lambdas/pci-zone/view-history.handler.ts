import { viewHistory as step } from '../../contracts/steps/view-history.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import type { DataKeyOpener } from './vault/data-keys.ts'
import { decryptingVault } from './vault/decrypting-vault.ts'
import { dynamoDbHistoryViews } from './vault/dynamodb-history-views.ts'
import { dynamoDbVaultRecords } from './vault/dynamodb-vault-records.ts'
import { kmsDataKeyOpener } from './vault/kms-data-key-opener.ts'
import { vaultKeyFrom } from './vault/vault-key-from-environment.ts'
import { type ViewHistoryPorts, viewHistory } from './view-history.ts'

export const withPorts = (ports: ProcessPorts & ViewHistoryPorts) =>
  signedInStepHandler(step, viewHistory(ports), ports)

export const compose = (dependencies: Dependencies & { readonly dataKeys: DataKeyOpener }) => {
  const records = dynamoDbVaultRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const views = dynamoDbHistoryViews(dependencies)
  const vault = decryptingVault(dependencies)
  return withPorts({ ...dependencies, records, sessions, audit, views, vault })
}

export const handler = lazyHandler(() => {
  const dataKeys = kmsDataKeyOpener(vaultKeyFrom(process.env))
  return compose({ ...dependenciesFrom(process.env), dataKeys })
})
