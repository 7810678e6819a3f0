/**
 * The aspect that excludes resources which the emulator cannot create. An excluded resource stays in its template under a condition
 * that is never true, so CloudFormation does not create it.
 */
import { type CfnResource as AnyResource, CfnCondition, CfnResource, Fn, type IAspect, Stack } from 'aws-cdk-lib'
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch'
import type { IConstruct } from 'constructs'
import { emulatorGaps, metricMathAlarms } from './emulator-gaps.ts'

/** Each excluded resource type with the reason. */
export const unsupportedResources: Readonly<Record<string, string>> = Object.fromEntries(
  emulatorGaps.flatMap(({ resourceType, aws }) =>
    resourceType === undefined ? [] : [[resourceType, `The emulator does not do this: ${aws}`]],
  ),
)

const typeOf = (node: AnyResource): string =>
  node instanceof CfnAlarm && node.metrics !== undefined ? metricMathAlarms : node.cfnResourceType

const conditionName = 'EmulatorSupportsIt'

export class ExcludeUnsupportedResources implements IAspect {
  visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && Object.hasOwn(unsupportedResources, typeOf(node)))
      node.cfnOptions.condition = neverTrueCondition(node)
  }
}

function neverTrueCondition(resource: AnyResource): CfnCondition {
  const stack = Stack.of(resource)
  const existing = stack.node.tryFindChild(conditionName)
  if (existing instanceof CfnCondition) return existing
  return new CfnCondition(stack, conditionName, { expression: Fn.conditionEquals('true', 'false') })
}
