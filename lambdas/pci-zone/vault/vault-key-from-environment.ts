import * as z from 'zod/mini'
import { type Environment, parsedSettings } from '../../adapters/process/environment.ts'
import { kmsClient } from './kms-client.ts'

const Settings = z.object({ VAULT_KEY_ID: z.string().check(z.minLength(1)) })

/**
 * Returns the vault key of the deployment.
 * @throws Fault `settings-malformed`
 */
export const vaultKeyFrom = (environment: Environment) => ({
  kms: kmsClient(),
  vaultKeyId: parsedSettings(Settings, environment).VAULT_KEY_ID,
})
