import { retrieveSubmission as step } from '../../contracts/steps/retrieve-submission.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../identity/signed-in-step-handler.ts'
import type { Holding } from './holding/holding.ts'
import { holdingFrom } from './holding/holding-from-environment.ts'
import { type RetrieveSubmissionPorts, retrieveSubmission } from './retrieve-submission.ts'
import type { DataKeyOpener } from './vault/data-keys.ts'
import { decryptingVault } from './vault/decrypting-vault.ts'
import { dynamoDbReleases } from './vault/dynamodb-releases.ts'
import { dynamoDbVaultRecords } from './vault/dynamodb-vault-records.ts'
import { kmsDataKeyOpener } from './vault/kms-data-key-opener.ts'
import { vaultKeyFrom } from './vault/vault-key-from-environment.ts'

export const withPorts = (ports: ProcessPorts & RetrieveSubmissionPorts) =>
  signedInStepHandler(step, retrieveSubmission(ports), ports)

export const compose = (
  dependencies: Dependencies & { readonly dataKeys: DataKeyOpener; readonly holding: Holding },
) => {
  const records = dynamoDbVaultRecords(dependencies)
  const sessions = dynamoDbSessions(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const releases = dynamoDbReleases(dependencies)
  const vault = decryptingVault(dependencies)
  return withPorts({ ...dependencies, records, sessions, audit, releases, vault })
}

export const handler = lazyHandler(() => {
  const dataKeys = kmsDataKeyOpener(vaultKeyFrom(process.env))
  return compose({ ...dependenciesFrom(process.env), dataKeys, holding: holdingFrom(process.env) })
})
