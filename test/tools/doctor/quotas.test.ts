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
  test('suffice for what the stage reserves beside the hundred that must stay free', async () => {
    expect(await findingsOf(concurrency, executions(300))).toMatchObject([
      { state: 'ok', found: '300 executions at a time, of which the stage reserves 200' },
    ])
  })

  test('that do not suffice are shared out among the steps of the settings', async () => {
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

  test('of a young account reserve nothing, and are a warning even then', async () => {
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

  test('that a deployed stage has reserved already are its own', async () => {
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

  test('of networks must leave one for the stage, unless it has it already', async () => {
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

  test('of stacks must leave one for each stack of the stage that does not exist', async () => {
    expect(await quota('stacks', limit(14))).toMatchObject({
      state: 'problem',
      found: 'CloudFormation stacks: 1 of 14 used, the stage needs 14 more',
    })
    expect(await quota('stacks', { ...limit(14), ...stack('sealform-production-vault') })).toMatchObject({
      state: 'ok',
    })
  })

  test('that were never changed have the AWS default', async () => {
    const replies = {
      'servicequotas:GetServiceQuota': refused('NoSuchResourceException'),
      'servicequotas:GetAWSDefaultServiceQuota': { Quota: { Value: 7 } },
    }
    expect(await quota('distributions', replies)).toMatchObject({
      found: 'CloudFront distributions: 0 of 7 used, the stage needs 1 more',
    })
  })

  test('of requests to API Gateway are a warning below a thousand a second', async () => {
    const rate = (rateLimit: number) =>
      findingsOf(apiGatewayRate, { 'apigateway:GET': { throttleSettings: { rateLimit, burstLimit: 1 } } })
    expect(await rate(2_500)).toMatchObject([
      { state: 'ok', found: '2500 requests a second in eu-central-1, for about 277 forms a second' },
    ])
    expect(await rate(900)).toMatchObject([{ state: 'warning', change: expect.stringContaining('L-8A5B8E43') }])
  })
})
