/**
 * A pack of rules for PCI DSS 4.0.1 in the style of cdk-nag, whose own packs end with version 3.2.1. It checks the
 * requirements that those packs lack, if a template contains enough information to check them. It does not replace
 * reviews by people, scans or assessors. To use it in your own app:
 * `Validations.of(app).addPlugins(new PciDss401Checks(app))`.
 */
import type { CfnResource } from 'aws-cdk-lib'
import { NagMessageLevel, NagPack, type NagPackProps, NagRuleCompliance } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import { keys } from './keys.ts'
import { network } from './network.ts'
import { people } from './people.ts'
import { records } from './records.ts'
import type { Rule } from './rule.ts'
import { storage } from './storage.ts'
import { transport } from './transport.ts'

export const pciDss401Rules: readonly Rule[] = [...network, ...storage, ...keys, ...transport, ...people, ...records]

export class PciDss401Checks extends NagPack {
  readonly name = 'PciDss401Checks'

  constructor(scope?: IConstruct, props?: NagPackProps) {
    super(scope, props)
    this.packName = 'PCI.DSS.401'
  }

  protected override checkResource(node: CfnResource): void {
    for (const { name, requirement, types, violation, rationale, isViolatedBy } of pciDss401Rules) {
      if (!types.includes(node.cfnResourceType)) continue
      this.applyRule({
        ruleSuffixOverride: name,
        info: `${violation} - (Requirement: ${requirement}).`,
        explanation: rationale,
        level: NagMessageLevel.ERROR,
        node,
        rule: (each) => (isViolatedBy(each) ? NagRuleCompliance.NON_COMPLIANT : NagRuleCompliance.COMPLIANT),
      })
    }
  }
}
