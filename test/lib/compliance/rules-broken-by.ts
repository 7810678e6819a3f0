import { App, type CfnResource, Stack } from 'aws-cdk-lib'
import type { NagPack } from 'cdk-nag'

/** The findings of a pack for the one resource: `<rule>: <description>`. */
export function rulesBrokenBy(pack: NagPack, plant: (stack: Stack) => CfnResource): readonly string[] {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack')
  const { path } = plant(stack).node
  return pack
    .validateScope(stack)
    .violations.filter(({ violatingResources }) =>
      violatingResources.some(({ constructPath }) => constructPath === path),
    )
    .map(({ ruleName, description }) => `${ruleName}: ${description}`)
}
