/**
 * Resources that the emulator cannot create, and the aspect that excludes them. An excluded resource stays in its
 * template under a condition that is never true, so CloudFormation does not create it.
 */
import { type CfnResource as AnyResource, CfnCondition, CfnResource, Fn, type IAspect, Stack } from 'aws-cdk-lib'
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { IConstruct } from 'constructs'

/** Resource type to the reason for its exclusion. */
export const unsupportedResources: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'It cannot create one from a template; template tests cover the trail.',
  'AWS::Cognito::ManagedLoginBranding': 'Its sign-in page ignores the style.',
  'AWS::EC2::FlowLog': 'No packet passes through its networks.',
  'AWS::EC2::SecurityGroupIngress': 'No packet passes through its networks.',
  'AWS::SecretsManager::RotationSchedule': 'It rotates no secret on a schedule.',
  'Custom::S3AutoDeleteObjects':
    'Its function never answers there, and CloudFormation there deletes a bucket with its contents.',
  'Custom::VpcRestrictDefaultSG': 'Its function never answers there.',
  'AWS::WAFv2::LoggingConfiguration': 'Its firewall blocks nothing, so there is nothing to log.',
  'AWS::WAFv2::WebACLAssociation': 'Its firewall blocks nothing in front of any resource.',
}

/** Alarms with metric math, which it does not support; it creates plain ones. */
export const metricMathAlarms = 'AWS::CloudWatch::Alarm with Metrics'

const reasonOf = (node: AnyResource): string | undefined =>
  node instanceof CfnAlarm && node.metrics !== undefined ? metricMathAlarms : unsupportedResources[node.cfnResourceType]

const conditionName = 'NeverMade'

export class ExcludeUnsupportedResources implements IAspect {
  visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && reasonOf(node) !== undefined)
      node.cfnOptions.condition = neverTrueCondition(node)
  }
}

function neverTrueCondition(resource: AnyResource): CfnCondition {
  const stack = Stack.of(resource)
  const known = stack.node.tryFindChild(conditionName)
  if (known instanceof CfnCondition) return known
  return new CfnCondition(stack, conditionName, { expression: Fn.conditionEquals('left out', 'made') })
}
