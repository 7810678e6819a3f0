import { viewHistory as step } from '../../contracts/steps/view-history.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbSessions } from '../adapters/dynamodb/sessions.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { outsideFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { signedInStepHandler } from '../http/step-handler.ts'
import type { DataKeyOpener } from './vault/data-keys.ts'
import { decryptingVault } from './vault/decrypting-vault.ts'
import { dynamoDbHistoryViews } from './vault/dynamodb-history-views.ts'
import { dynamoDbVaultRecords } from './vault/dynamodb-vault-records.ts'
import { kmsDataKeyOpener } from './vault/kms-data-key-opener.ts'
import { deployedVaultKey } from './vault/vault-key-from-environment.ts'
import { viewHistory } from './view-history.ts'

export const compose = (outside: Outside & { readonly dataKeys: DataKeyOpener }) => {
  const records = dynamoDbVaultRecords(outside)
  const sessions = dynamoDbSessions(outside)
  const audit = dynamoDbAuditLog(outside)
  const views = dynamoDbHistoryViews(outside)
  const vault = decryptingVault(outside)
  return signedInStepHandler(step, viewHistory({ ...outside, records, sessions, audit, views, vault }), {
    ...outside,
    records,
  })
}

export const handler = deployed(() => {
  const dataKeys = kmsDataKeyOpener(deployedVaultKey(process.env))
  return compose({ ...outsideFrom(process.env), dataKeys })
})
