import { CfnResource, RemovalPolicy, type Resource } from 'aws-cdk-lib'
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { retainsData } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * Gives a resource that holds something a logical id of its own, which a test pins, and says what becomes of it with its stack:
 * with the id it would be replaced, and a stage that keeps its data leaves it where it is. But for one moment: when the very
 * deployment fails that makes it, CloudFormation takes it back, so that its name is free for the next try (docs/decisions/0038).
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function markStateful(
  resource: Resource | CfnResource,
  logicalId: string,
  settings: Pick<StageSettings, 'purpose'>,
): void {
  const made = resource instanceof CfnResource ? resource : resource.node.defaultChild
  if (!(made instanceof CfnResource)) throw new Error(`${logicalId} makes no resource of its own.`)
  made.overrideLogicalId(logicalId)
  if (!retainsData(settings)) made.applyRemovalPolicy(RemovalPolicy.DESTROY)
  else
    made.applyRemovalPolicy(
      hasDeletionProtection(made) ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )
}

/**
 * What a protection of its own keeps from being deleted. To try it would leave a stack that never came up in `ROLLBACK_FAILED`;
 * none has a name that is in the way of the next.
 */
const hasDeletionProtection = (made: CfnResource): boolean =>
  (made instanceof CfnTable && made.deletionProtectionEnabled === true) ||
  (made instanceof CfnUserPool && made.deletionProtection === 'ACTIVE') ||
  (made instanceof CfnBucket && made.objectLockEnabled === true)
