import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag'
import { PciDss401Checks } from '../../../lib/compliance/pci-dss-401.ts'
import type { StageName, Synthesised } from '../synthesised.ts'
import { type Finding, ruleIn, shortConstructPath } from './finding.ts'

/** What cdk-nag finds by its own packs and by ours, before anything is acknowledged. It looks at constructs, so it needs no file. */
export function nagFindings(stage: StageName, made: Synthesised): readonly Finding[] {
  const { app } = made
  const packs = [
    new AwsSolutionsChecks(app),
    new PCIDSS321Checks(app),
    new NIST80053R5Checks(app),
    new PciDss401Checks(app),
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
 * Acknowledgements that stand in the constructs themselves. One with the bare id of a rule makes cdk-nag keep the finding to
 * itself, so that nobody could review it.
 */
export const acknowledgedInConstructs = ({ app }: Synthesised): readonly string[] =>
  app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.keys(data))
