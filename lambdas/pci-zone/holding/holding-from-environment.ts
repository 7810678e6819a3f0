import * as z from 'zod/mini'
import { systemClock } from '../../adapters/process/clock.ts'
import { type Environment, jsonOf, parsedSettings } from '../../adapters/process/environment.ts'
import { iamCredentials } from './iam-credentials.ts'
import { type ValkeyHolding, valkeyHolding } from './valkey-holding.ts'

const text = z.string().check(z.minLength(1))

/**
 * The settings in the environment variable `HOLDING`, as JSON. The environment contains no secrets: with `iam`, the
 * credentials are signed with the function's role.
 */
const Settings = z.strictObject({
  host: text,
  port: z.int(),
  cluster: z.boolean(),
  tls: z.enum(['on', 'off']),
  iam: z.optional(z.strictObject({ userId: text, cacheName: text })),
})

/**
 * Returns the holding on the deployment's Valkey.
 * @throws Fault `settings-malformed`
 */
export const holdingFrom = (environment: Environment): ValkeyHolding => {
  const { iam, ...server } = parsedSettings(Settings, jsonOf(environment.HOLDING))
  const credentials = iam && iamCredentials(environment, iam, systemClock)
  return valkeyHolding({ settings: { ...server, ...(credentials && { credentials }) }, clock: systemClock })
}
