import { CfnResource, RemovalPolicy, type Resource } from 'aws-cdk-lib'
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { retainsData } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * Gives a stateful resource a fixed logical id and a removal policy. With another id, CloudFormation would replace the
 * resource, so a test pins the id. If the stage keeps its data, the resource is retained when its stack is deleted. The
 * only exception is a failed deployment that created the resource. CloudFormation then deletes the resource, so that
 * its name is free for the next attempt (docs/decisions/0038).
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function markStateful(
  resource: Resource | CfnResource,
  logicalId: string,
  settings: Pick<StageSettings, 'purpose'>,
): void {
  const made = resource instanceof CfnResource ? resource : resource.node.defaultChild
  if (!(made instanceof CfnResource)) throw new Error(`${logicalId} has no CloudFormation resource.`)
  made.overrideLogicalId(logicalId)
  if (!retainsData(settings)) made.applyRemovalPolicy(RemovalPolicy.DESTROY)
  else
    made.applyRemovalPolicy(
      hasDeletionProtection(made) ? RemovalPolicy.RETAIN : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )
}

/**
 * Returns true if the resource has its own deletion protection. An attempt to delete it would leave a failed first
 * deployment in `ROLLBACK_FAILED`. None of these resources has a fixed name, so a resource that remains does not block
 * the next attempt.
 */
const hasDeletionProtection = (made: CfnResource): boolean =>
  (made instanceof CfnTable && made.deletionProtectionEnabled === true) ||
  (made instanceof CfnUserPool && made.deletionProtection === 'ACTIVE') ||
  (made instanceof CfnBucket && made.objectLockEnabled === true)
