import { describe, expect, test } from 'vitest'
import { describeDifference } from '../../../tools/cdk/describe-difference.ts'
import { readDifference } from '../../../tools/cdk/stage-difference.ts'
import { changedStack, counted, newStack, unchanged } from './printed-by-cdk.ts'

describe('the difference between a stage and its stacks', () => {
  const printed = counted(2, newStack('keys'), unchanged('vault'), changedStack)

  test('is read from the CDK’s output, as new, changed and unchanged stacks', () => {
    expect(readDifference(printed)).toEqual([
      {
        name: 'sealform-demo-keys',
        kind: 'new',
        text: newStack('keys').trimEnd(),
        resources: 2,
        grants: 2,
        losses: [],
      },
      expect.objectContaining({ name: 'sealform-demo-vault', kind: 'unchanged', resources: 0, grants: 0, losses: [] }),
      {
        name: 'sealform-demo-network',
        kind: 'changed',
        text: changedStack.trimEnd(),
        resources: 4,
        grants: 0,
        losses: [
          'removes AWS::DynamoDB::Table OldTable',
          'replaces AWS::EC2::Subnet NetworkVpcpciSubnet1',
          'may replace AWS::EC2::VPC NetworkVpc',
        ],
      },
    ])
  })

  test('can also be read from output with terminal colours', () => {
    const coloured = printed
      .replaceAll('[+]', '\u001b[32m[+]\u001b[39m')
      .replaceAll(/(Sealform\/\w+ \([\w-]+\))/g, '\u001b[1m$1\u001b[22m')
    const facts = (text: string) => readDifference(text).map(({ text: _, ...rest }) => rest)
    expect(facts(coloured)).toEqual(facts(printed))
  })

  test.each([
    ['from output without a count of the stacks', newStack('keys')],
    ['from output with a different count of the stacks', counted(2, newStack('keys'), unchanged('vault'))],
    ['from output without the stacks', counted(1)],
  ])('cannot be read %s, because the output may be incomplete', (_, text) => {
    expect(() => readDifference(text)).toThrow('The difference that the CDK printed could not be read.')
  })

  test('is described in a few lines, which include the resources that may be lost and the permissions that change', () => {
    expect(describeDifference({ stage: 'demo' }, readDifference(printed))).toEqual([
      'Of the stage demo, 2 of 3 stacks differ:',
      '  new        sealform-demo-keys     2 resources, 2 permissions added',
      '  changed    sealform-demo-network  4 resources',
      '             removes AWS::DynamoDB::Table OldTable',
      '             replaces AWS::EC2::Subnet NetworkVpcpciSubnet1',
      '             may replace AWS::EC2::VPC NetworkVpc',
      '  unchanged  1 stack',
    ])
  })

  test('is described in one sentence if it is empty', () => {
    expect(
      describeDifference({ stage: 'demo' }, readDifference(counted(0, unchanged('keys'), unchanged('vault')))),
    ).toEqual(['No differences: all 2 stacks of the stage demo are deployed as they are here.'])
  })
})
