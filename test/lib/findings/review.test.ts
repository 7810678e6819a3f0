import { expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { type Acknowledged, review } from './review.ts'

const finding = (parts: Partial<Finding> = {}): Finding => ({
  stage: 'demo',
  rule: 'AwsSolutions-IAM5[Resource::*]',
  on: 'events/Readers/export-audit-role',
  description: 'too wide',
  ...parts,
})
const entry = (parts: Partial<Acknowledged> = {}): Acknowledged => ({
  rules: ['AwsSolutions-IAM5[Resource::*]'],
  on: ['events/Readers/*-role'],
  because: 'It takes no resource.',
  ...parts,
})
const all = ['cdk-nag', 'checkov', 'cfn-lint', 'cfn-guard'] as const

test('a finding with an entry in the list counts as reviewed', () => {
  expect(review([finding()], [entry()], all)).toEqual({ unacknowledged: [], stale: [] })
})

test.each([
  ['from another rule', finding({ rule: 'AwsSolutions-IAM4' })],
  ['from the same rule with a narrower detail', finding({ rule: 'AwsSolutions-IAM5[Resource::arn:aws:s3:::*]' })],
  ['at a deeper path than the entry', finding({ on: 'events/Readers/export-audit/own-role' })],
  ['in another stack', finding({ on: 'api/Readers/export-audit-role' })],
])('a finding %s is not reviewed', (_, other) => {
  const { unacknowledged } = review([finding(), other], [entry()], all)
  expect(unacknowledged).toEqual([`demo: ${other.rule} on ${other.on}: too wide`])
})

test('an entry for one stage accepts no finding in the other stage', () => {
  const { unacknowledged } = review([finding(), finding({ stage: 'production' })], [entry({ onlyIn: 'demo' })], all)
  expect(unacknowledged).toHaveLength(1)
})

test('two stars in an entry match any number of segments in the path of a finding', () => {
  const list = [entry({ on: ['events/**'] })]
  expect(review([finding()], list, all)).toEqual({ unacknowledged: [], stale: [] })
})

test('an entry is stale if any of its rules has no finding at any of its places', () => {
  const list = [
    entry({ rules: ['AwsSolutions-IAM5[Resource::*]', 'CKV_AWS_1'], on: ['events/Readers/*-role', 'api/*'] }),
  ]
  expect(review([finding()], list, all).stale).toEqual([
    'AwsSolutions-IAM5[Resource::*] on api/*',
    'CKV_AWS_1 on events/Readers/*-role',
    'CKV_AWS_1 on api/*',
  ])
})

test('an entry is not stale when its tool did not run', () => {
  expect(
    review([finding()], [entry({ rules: ['AwsSolutions-IAM5[Resource::*]', 'CKV_AWS_1'] })], ['cdk-nag']).stale,
  ).toEqual([])
})

test('an entry with a rule id that belongs to no tool is rejected', () => {
  expect(() => review([], [entry({ rules: ['IAM5'] })], all)).toThrow('IAM5 is no rule of any tool')
})
