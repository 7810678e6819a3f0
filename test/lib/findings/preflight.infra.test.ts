import { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import { Preflight } from 'cdk-preflight'
import { describe, expect, test } from 'vitest'
import { stages } from '../synthesised.ts'
import { acknowledged } from './acknowledged.ts'
import { preflightFindings } from './preflight-findings.ts'
import { review } from './review.ts'

const findings = stages.flatMap((stage) => preflightFindings(stage))
const { unacknowledged, stale } = review(findings, acknowledged, ['cdk-preflight'])

const planted = preflightFindings('demo', (app) => {
  const submit = app.node.findAll().find(({ node }) => node.path.endsWith('/submit-form/Resource'))
  if (!(submit instanceof CfnFunction)) throw new Error('there is no submit-form')
  submit.addPropertyOverride('Environment.Variables.TABLES', 'x'.repeat(5_000))
})

describe('cdk-preflight', () => {
  test('finds nothing that AWS would refuse and that is not in the reviewed list', () => {
    expect(unacknowledged).toEqual([])
  })

  test('still finds all that the reviewed list speaks of', () => {
    expect(stale).toEqual([])
  })

  test('looked, by thousands of rules: it finds an environment that has outgrown Lambda, where it stands', () => {
    expect(Preflight.ruleIds().length).toBeGreaterThan(2_000)
    expect(planted.map(({ rule, on }) => [rule, on])).toEqual([['pf-lambda-env-size', 'pci-zone/PciZone/submit-form']])
  })
})
