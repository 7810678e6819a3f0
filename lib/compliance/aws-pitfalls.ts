/**
 * A pack of rules about valid templates that AWS refuses, or in which AWS replaces a setting with its default.
 * cdk-preflight and cfn-lint do not detect these cases. Each rule refers to the report or the page that describes its
 * case. To use it in your own app: `Validations.of(app).addPlugins(new AwsPitfallChecks(app))`.
 */
import type { CfnResource } from 'aws-cdk-lib'
import { NagMessageLevel, NagPack, type NagPackProps, NagRuleCompliance } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import { callers } from './pitfalls/callers.ts'
import { clients } from './pitfalls/clients.ts'
import type { Pitfall } from './pitfalls/pitfall.ts'
import { releases } from './pitfalls/releases.ts'

export const awsPitfalls: readonly Pitfall[] = [...callers, ...clients, ...releases]

export class AwsPitfallChecks extends NagPack {
  readonly name = 'AwsPitfallChecks'

  constructor(scope?: IConstruct, props?: NagPackProps) {
    super(scope, props)
    this.packName = 'AWS.Pitfalls'
  }

  protected override checkResource(node: CfnResource): void {
    for (const { name, types, violation, rationale, learnedFrom, isViolatedBy } of awsPitfalls) {
      if (!types.includes(node.cfnResourceType)) continue
      this.applyRule({
        ruleSuffixOverride: name,
        info: `${violation} - (${learnedFrom})`,
        explanation: rationale,
        level: NagMessageLevel.ERROR,
        node,
        rule: (each) => (isViolatedBy(each) ? NagRuleCompliance.NON_COMPLIANT : NagRuleCompliance.COMPLIANT),
      })
    }
  }
}
