import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag'
import { AwsPitfallChecks } from '../../../lib/compliance/aws-pitfalls.ts'
import { PciDss401Checks } from '../../../lib/compliance/pci-dss-401.ts'
import type { StageName, Synthesised } from '../synthesised.ts'
import { type Finding, ruleIn, shortConstructPath } from './finding.ts'

/**
 * Findings of cdk-nag, by its own packs and by ours, before any acknowledgement. It reads constructs, so it needs no
 * file.
 */
export function nagFindings(stage: StageName, made: Synthesised): readonly Finding[] {
  const { app } = made
  const packs = [
    new AwsSolutionsChecks(app),
    new PCIDSS321Checks(app),
    new NIST80053R5Checks(app),
    new PciDss401Checks(app),
    new AwsPitfallChecks(app),
  ]
  return packs.flatMap((pack) =>
    pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({
        stage,
        rule: ruleIn(made, ruleName),
        on: shortConstructPath(constructPath),
        description,
      })),
    ),
  )
}

/**
 * Acknowledgements in the constructs themselves. For one with the bare id of a rule, cdk-nag hides the finding, so that
 * it could not be reviewed.
 */
export const acknowledgedInConstructs = ({ app }: Synthesised): readonly string[] =>
  app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data))
