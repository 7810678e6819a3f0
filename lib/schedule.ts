import { CfnRule } from 'aws-cdk-lib/aws-events'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { prefixOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

export interface Schedule {
  readonly name: string
  /** The interval in EventBridge's syntax, such as `rate(1 day)`. */
  readonly every: string
  readonly description: string
}

/** Makes EventBridge invoke a function on a schedule, without input. */
export function scheduleFunction(
  scope: Construct,
  settings: StageSettings,
  started: LambdaFunction,
  { name, every, description }: Schedule,
): void {
  const rule = new CfnRule(scope, `${name}-rule`, {
    name: `${prefixOf(settings)}-${name}`,
    description,
    scheduleExpression: every,
    targets: [{ id: name, arn: started.functionArn }],
  })
  new CfnPermission(scope, `${name}-may-be-called`, {
    action: 'lambda:InvokeFunction',
    functionName: started.functionArn,
    principal: new ServicePrincipal('events.amazonaws.com').service,
    sourceArn: rule.attrArn,
  })
}
