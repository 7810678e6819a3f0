import { describe, expect, test } from 'vitest'
import { apiGatewayRate } from '../../../tools/doctor/checks/api-gateway.ts'
import { concurrency } from '../../../tools/doctor/checks/concurrency.ts'
import { quotaChecks } from '../../../tools/doctor/checks/quotas.ts'
import { demo, findingsOf, production, refused } from './account.ts'
import { queryReply, xml } from './healthy-account.ts'
import type { Replies } from './replies.ts'

const executions = (limit: number, unreserved = limit): Replies => ({
  'lambda:GetAccountSettings': {
    AccountLimit: { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved },
  },
})

describe('concurrent executions', () => {
  test('are sufficient if a hundred stay free besides those that the stage reserves', async () => {
    expect(await findingsOf(concurrency, executions(300))).toMatchObject([
      { state: 'ok', found: '300 executions at a time, of which the stage reserves 200' },
    ])
  })

  test('that are not sufficient are divided among the steps in the settings', async () => {
    expect(await findingsOf(concurrency, executions(299))).toEqual([
      {
        check: 'executions',
        state: 'problem',
        found: 'the stage reserves 200, but of 299 executions 199 can be reserved',
        change:
          'Set reservedConcurrency to at most {"submit-form":99,"retrieve-submission":99}, or leave it out. Or: Ask AWS for more "Concurrent executions" (quota L-B99A9384 of Lambda) in eu-central-1.',
      },
    ])
  })

  test('of a new account cause a warning even if nothing is reserved', async () => {
    expect(await findingsOf(concurrency, executions(10))).toMatchObject([
      {
        state: 'problem',
        found: expect.stringMatching(/of 10 executions 0 can be reserved$/),
        change: expect.stringMatching(/^Leave reservedConcurrency out\./),
      },
    ])
    expect(await findingsOf(concurrency, executions(10), demo)).toMatchObject([
      {
        state: 'warning',
        found: '10 executions at a time in us-east-1',
        change: expect.stringContaining('more than 5 requests at once get 503'),
      },
    ])
  })

  test('that a deployed stage has already reserved count as available to that stage', async () => {
    const deployed = { 'lambda:GetFunctionConcurrency': { ReservedConcurrentExecutions: 100 } }
    expect(await findingsOf(concurrency, { ...executions(300, 100), ...deployed })).toMatchObject([{ state: 'ok' }])
    expect(await findingsOf(concurrency, executions(300, 100))).toMatchObject([{ state: 'problem' }])
  })
})

describe('quotas', () => {
  const quota = async (name: string, replies: Replies, settings = production) => {
    const check = quotaChecks.find((each) => each.name === `quota: ${name}`)
    if (check === undefined) throw new Error(`there is no quota ${name}`)
    return (await findingsOf(check, replies, settings))[0]
  }
  const limit = (Value: number) => ({ 'servicequotas:GetServiceQuota': { Quota: { Value } } })
  const stack = (StackName: string) => ({
    'cloudformation:DescribeStacks': queryReply('DescribeStacks', { Stacks: { member: { StackName } } }),
  })
  const vpcs = (count: number) => ({
    'ec2:DescribeVpcs': xml('DescribeVpcsResponse', {
      vpcSet: { item: Array.from({ length: count }, (_, place) => ({ vpcId: `vpc-${place}` })) },
    }),
  })

  test('must allow one more network, unless the stage already has its network', async () => {
    expect(await quota('VPCs', { ...limit(5), ...vpcs(4) })).toMatchObject({
      state: 'ok',
      found: 'VPCs: 4 of 5 used, the stage needs 1 more',
    })
    expect(await quota('VPCs', { ...limit(5), ...vpcs(5) })).toMatchObject({
      state: 'problem',
      change: 'Remove VPCs that are no longer needed in eu-central-1, or ask AWS for a higher quota L-F678F1CE of vpc.',
    })
    expect(await quota('VPCs', { ...limit(5), ...vpcs(5), ...stack('sealform-production-network') })).toMatchObject({
      state: 'ok',
    })
  })

  test('must allow one more stack for each stack of the stage that does not exist yet', async () => {
    expect(await quota('stacks', limit(14))).toMatchObject({
      state: 'problem',
      found: 'CloudFormation stacks: 1 of 14 used, the stage needs 14 more',
    })
    expect(await quota('stacks', { ...limit(14), ...stack('sealform-production-vault') })).toMatchObject({
      state: 'ok',
    })
  })

  test('have the default of AWS if they were never changed', async () => {
    const replies = {
      'servicequotas:GetServiceQuota': refused('NoSuchResourceException'),
      'servicequotas:GetAWSDefaultServiceQuota': { Quota: { Value: 7 } },
    }
    expect(await quota('distributions', replies)).toMatchObject({
      found: 'CloudFront distributions: 0 of 7 used, the stage needs 1 more',
    })
  })

  test('cause a warning if they allow fewer than a thousand requests a second to API Gateway', async () => {
    const rate = (rateLimit: number) =>
      findingsOf(apiGatewayRate, { 'apigateway:GET': { throttleSettings: { rateLimit, burstLimit: 1 } } })
    expect(await rate(2_500)).toMatchObject([
      { state: 'ok', found: '2500 requests a second in eu-central-1, for about 277 forms a second' },
    ])
    expect(await rate(900)).toMatchObject([{ state: 'warning', change: expect.stringContaining('L-8A5B8E43') }])
  })
})
