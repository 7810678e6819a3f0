import * as z from 'zod/mini'
import { type Environment, jsonOf, parsedSettings } from '../../adapters/environment.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { type ValkeyHolding, valkeyHolding } from './valkey-holding.ts'

/** `HOLDING`, as JSON. No secret is ever in the environment. */
const Settings = z.strictObject({
  host: z.string().check(z.minLength(1)),
  port: z.int(),
  cluster: z.boolean(),
  tls: z.enum(['on', 'off']),
})

/** The Valkey of the deployment. @throws Fault `settings-malformed` */
export const deployedHolding = ({ HOLDING }: Environment): ValkeyHolding =>
  valkeyHolding({ settings: parsedSettings(Settings, jsonOf(HOLDING)), clock: systemClock })
