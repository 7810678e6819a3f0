/**
 * The permissions that CloudFormation's handlers need, by resource type. AWS publishes them in the schema of each type.
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

export const HandlerPermissions = z.object({
  /** The package and version from which the schemas were taken. */
  source: z.string(),
  types: z.record(z.string(), z.array(z.string())),
  /**
   * States for each action whether a policy can limit it to resources. An action that is not in IAM's own list is
   * absent.
   */
  actions: z.record(z.string(), z.enum(['of-resources', 'of-account'])),
})
export type HandlerPermissions = z.infer<typeof HandlerPermissions>

export const handlerPermissionsFile = join(import.meta.dirname, 'handler-permissions.json')

export const handlerPermissions = (): HandlerPermissions =>
  HandlerPermissions.parse(JSON.parse(readFileSync(handlerPermissionsFile, 'utf8')))
