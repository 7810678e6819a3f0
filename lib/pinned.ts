import { CfnResource, RemovalPolicy, type Resource } from 'aws-cdk-lib'
import { keepsData } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * Gives a resource that holds something a logical id of its own, which a test pins, and says what becomes of it with its stack:
 * with the id it would be replaced, and a stage that keeps its data leaves it where it is.
 */
export function pinned(
  resource: Resource | CfnResource,
  logicalId: string,
  settings: Pick<StageSettings, 'purpose'>,
): void {
  const made = resource instanceof CfnResource ? resource : resource.node.defaultChild
  if (!(made instanceof CfnResource)) throw new Error(`${logicalId} makes no resource of its own.`)
  made.overrideLogicalId(logicalId)
  made.applyRemovalPolicy(keepsData(settings) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
}
