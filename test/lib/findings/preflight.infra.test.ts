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
  if (!(submit instanceof CfnFunction)) throw new Error('no submit-form function')
  submit.addPropertyOverride('Environment.Variables.TABLES', 'x'.repeat(5_000))
})

describe('cdk-preflight', () => {
  test('reports nothing that AWS would refuse, except the findings in the reviewed list', () => {
    expect(unacknowledged).toEqual([])
  })

  test('still reports every finding in the reviewed list', () => {
    expect(stale).toEqual([])
  })

  test('applies its rules, and reports for example an environment above Lambda’s limit', () => {
    expect(Preflight.ruleIds().length).toBeGreaterThan(2_000)
    expect(planted.map(({ rule, on }) => [rule, on])).toEqual([['pf-lambda-env-size', 'pci-zone/PciZone/submit-form']])
  })
})
