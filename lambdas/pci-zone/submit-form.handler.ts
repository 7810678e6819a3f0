import { submitForm as step } from '../../contracts/steps/submit-form.ts'
import { dynamoDbAuditLog } from '../adapters/dynamodb/audit/log.ts'
import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { stepHandler } from '../http/step-handler.ts'
import type { Holding } from './holding/holding.ts'
import { holdingFrom } from './holding/holding-from-environment.ts'
import { type SubmitFormPorts, submitForm } from './submit-form.ts'
import type { DataKeyMaker } from './vault/data-keys.ts'
import { dynamoDbSubmissions } from './vault/dynamodb-submissions.ts'
import { encryptingVault } from './vault/encrypting-vault.ts'
import { kmsDataKeyMaker } from './vault/kms-data-key-maker.ts'
import { vaultKeyFrom } from './vault/vault-key-from-environment.ts'

export const withPorts = (ports: ProcessPorts & SubmitFormPorts) => stepHandler(step, submitForm(ports), ports)

export const compose = (
  dependencies: Dependencies & { readonly dataKeys: DataKeyMaker; readonly holding: Holding },
) => {
  const records = dynamoDbRecords(dependencies)
  const audit = dynamoDbAuditLog(dependencies)
  const submissions = dynamoDbSubmissions(dependencies)
  const vault = encryptingVault(dependencies)
  return withPorts({ ...dependencies, records, audit, submissions, vault })
}

export const handler = lazyHandler(() => {
  const dataKeys = kmsDataKeyMaker(vaultKeyFrom(process.env))
  return compose({ ...dependenciesFrom(process.env), dataKeys, holding: holdingFrom(process.env) })
})
