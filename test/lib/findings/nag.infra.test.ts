import { describe, expect, test } from 'vitest'
import { stages, synthesise } from '../synthesised.ts'
import { acknowledged } from './acknowledged.ts'
import { acknowledgedInConstructs, nagFindings } from './nag-findings.ts'
import { review } from './review.ts'

const made = { demo: synthesise('demo'), production: synthesise('production') }
const findings = stages.flatMap((stage) => nagFindings(stage, made[stage]))
const { unacknowledged, stale } = review(findings, acknowledged, ['cdk-nag'])

describe('cdk-nag', () => {
  test('reports no finding that is missing from the reviewed list', () => {
    expect(unacknowledged).toEqual([])
  })

  test('still reports every finding in the reviewed list', () => {
    expect(stale).toEqual([])
  })

  test.each(['AwsSolutions', 'PCI.DSS.321', 'NIST.800.53.R5'])('applies the rules of %s to both stages', (pack) => {
    const spoken = findings.filter(({ rule }) => rule.startsWith(`${pack}-`))
    expect(new Set(spoken.map(({ stage }) => stage))).toEqual(new Set(stages))
  })

  test('applies each of its rules without an error', () => {
    expect(findings.filter(({ description }) => description.includes('threw an error'))).toEqual([])
  })

  test.each(stages)('has no acknowledgement in the constructs of %s, because it would hide findings', (stage) => {
    expect(acknowledgedInConstructs(made[stage]).filter((id) => !id.startsWith('CloudFormation-Validate::'))).toEqual(
      [],
    )
  })
})
