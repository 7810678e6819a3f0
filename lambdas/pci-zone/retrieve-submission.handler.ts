import { retrieveSubmission as step } from '../../contracts/steps/retrieve-submission.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import type { Holding } from './holding/holding.ts'
import { deployedHolding } from './holding/holding-from-environment.ts'
import { retrieveSubmission } from './retrieve-submission.ts'
import type { DataKeyOpener } from './vault/data-keys.ts'
import { decryptingVault } from './vault/decrypting-vault.ts'
import { dynamoDbReleases } from './vault/dynamodb-releases.ts'
import { dynamoDbVaultRecords } from './vault/dynamodb-vault-records.ts'
import { kmsDataKeyOpener } from './vault/kms-data-key-opener.ts'
import { deployedVaultKey } from './vault/vault-key-from-environment.ts'

export const compose = (outside: Outside & { readonly dataKeys: DataKeyOpener; readonly holding: Holding }) => {
  const records = dynamoDbVaultRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const releases = dynamoDbReleases(outside)
  const vault = decryptingVault(outside)
  return signedInStepHandler(step, retrieveSubmission({ ...outside, records, sessions, audit, releases, vault }), {
    ...outside,
    records,
  })
}

export const handler = deployed(() => {
  const dataKeys = kmsDataKeyOpener(deployedVaultKey(process.env))
  return compose({ ...outsideFrom(process.env), dataKeys, holding: deployedHolding(process.env) })
})
