/**
 * What the emulator cannot create, and the one aspect that leaves it out. A resource that is left out stays in its template
 * under a condition that is never true: CloudFormation knows it and does not make it.
 */
import { type CfnResource as AnyResource, CfnCondition, CfnResource, Fn, type IAspect, Stack } from 'aws-cdk-lib'
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { IConstruct } from 'constructs'

/** Type of resource to the reason why it is left out. */
export const unsupportedResources: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'It cannot make one from a template; what a trail tells is tested in the template.',
  'AWS::Cognito::ManagedLoginBranding': 'Its sign-in page looks as it does, whatever the style.',
  'AWS::EC2::FlowLog': 'No packet passes through its networks.',
  'AWS::EC2::SecurityGroupIngress': 'No packet passes through its networks.',
  'AWS::SecretsManager::RotationSchedule': 'It rotates no secret by itself.',
  'Custom::S3AutoDeleteObjects':
    'Its function never answers there, and CloudFormation there deletes a bucket with what is in it.',
  'Custom::VpcRestrictDefaultSG': 'Its function never answers there.',
  'AWS::WAFv2::LoggingConfiguration': 'Its firewall refuses nothing, so that there is nothing to log.',
  'AWS::WAFv2::WebACLAssociation': 'Its firewall refuses nothing, whatever it stands before.',
}

/** Alarms that calculate, which it does not; plain ones it makes. */
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
