/** Checks of what the account has once: its bootstrap, trails, roles, certificates and subscriptions. */
import { describe, expect, test } from 'vitest'
import { alarmAddresses } from '../../../tools/doctor/checks/alarm-addresses.ts'
import { apiGatewayLogRole } from '../../../tools/doctor/checks/api-gateway.ts'
import { bootstrap } from '../../../tools/doctor/checks/bootstrap.ts'
import { certificate, domain } from '../../../tools/doctor/checks/certificate.ts'
import { prefixList } from '../../../tools/doctor/checks/prefix-list.ts'
import { signInEmail } from '../../../tools/doctor/checks/sign-in-email.ts'
import { trails } from '../../../tools/doctor/checks/trails.ts'
import { trailName } from '../../../tools/doctor/stage-resources.ts'
import { changed, demo, denied, findingsOf, production, refused } from './account.ts'
import { queryReply, xml } from './healthy-account.ts'
import type { Replies } from './replies.ts'

describe('bootstrapping', () => {
  test('is required in the stage’s Region and in us-east-1, which may be the same', async () => {
    expect(await findingsOf(bootstrap)).toMatchObject([
      { found: 'version 33 in eu-central-1' },
      { found: 'version 33 in us-east-1' },
    ])
    expect(await findingsOf(bootstrap, {}, demo)).toHaveLength(1)
  })

  test('is reported with its command if it is missing in one Region, or too old', async () => {
    const replies: Replies = {
      'ssm:GetParameter': ({ region }) =>
        region === 'us-east-1' ? refused('ParameterNotFound')() : { Parameter: { Value: '5' } },
    }
    const change = 'Run npm run bootstrap -- production.'
    expect(await findingsOf(bootstrap, replies)).toEqual([
      { check: 'bootstrap', state: 'problem', found: 'version 5 in eu-central-1, but the stage needs 6', change },
      { check: 'bootstrap', state: 'problem', found: 'the CDK is not bootstrapped in us-east-1', change },
    ])
  })
})

describe('the prefix list for DynamoDB', () => {
  const lists = (item: object | '') => ({
    'ec2:DescribeManagedPrefixLists': xml('DescribeManagedPrefixListsResponse', {
      prefixListSet: item === '' ? '' : { item },
    }),
  })

  test('must have the same id as in the templates', async () => {
    expect(await findingsOf(prefixList)).toMatchObject([
      { state: 'ok', found: 'pl-66a5400f for com.amazonaws.eu-central-1.dynamodb' },
    ])
    const other = lists({ prefixListId: 'pl-1', prefixListName: 'com.amazonaws.eu-central-1.dynamodb' })
    expect(await findingsOf(prefixList, other)).toMatchObject([
      { state: 'problem', found: 'pl-1 for com.amazonaws.eu-central-1.dynamodb, but lib/regions.ts has pl-66a5400f' },
    ])
    expect(await findingsOf(prefixList, lists(''))).toMatchObject([
      { state: 'problem', change: expect.stringContaining('choose another Region') },
    ])
  })
})

describe('the existing trails', () => {
  const trail = (Name: string, more: object = {}) => ({
    Name,
    HomeRegion: 'eu-central-1',
    TrailARN: `arn:aws:cloudtrail:eu-central-1:111122223333:trail/${Name}`,
    ...more,
  })
  const list = (...trailList: readonly object[]): Replies => ({ 'cloudtrail:DescribeTrails': { trailList } })
  const own = trail(trailName(production))

  test('that record management events are reported, because each further one costs money', async () => {
    expect(await findingsOf(trails, list(trail('org')))).toMatchObject([
      {
        state: 'warning',
        found: 'org records management events already',
        change: expect.stringContaining('$40 for a million forms'),
      },
    ])
    const advanced = {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
    }
    const replies = { ...list(trail('a'), trail('b')), 'cloudtrail:GetEventSelectors': advanced }
    expect(await findingsOf(trails, replies)).toMatchObject([{ found: 'a, b record management events already' }])
  })

  test('that record only data events cause no further cost', async () => {
    const selectors = [
      { EventSelectors: [{ IncludeManagementEvents: false }] },
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: 'eventCategory', Equals: ['Data'] },
              { Field: 'resources.ARN', StartsWith: ['x'] },
            ],
          },
        ],
      },
    ]
    for (const reply of selectors) {
      expect(await findingsOf(trails, { ...list(trail('data')), 'cloudtrail:GetEventSelectors': reply })).toMatchObject(
        [{ state: 'ok' }],
      )
    }
  })

  test('of an organisation count as recording, because a member account may not read their selectors', async () => {
    const ofOrganisation = trail('org', { TrailARN: 'arn:aws:cloudtrail:eu-central-1:999988887777:trail/org' })
    expect(await findingsOf(trails, { ...list(ofOrganisation), 'cloudtrail:GetEventSelectors': denied })).toMatchObject(
      [{ state: 'warning' }],
    )
    expect(await findingsOf(trails, { ...list(trail('own')), 'cloudtrail:GetEventSelectors': denied })).toMatchObject([
      { state: 'unknown' },
    ])
  })

  test('must leave room for another: a Region may have five', async () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((name) => trail(name))
    expect(await findingsOf(trails, list(...five))).toMatchObject([
      { state: 'problem', found: '5 other trails in eu-central-1, and AWS allows 5 in total' },
    ])
  })

  test('with the name of the stage’s trail are a problem, unless the stage created them', async () => {
    expect(await findingsOf(trails, list(own))).toMatchObject([
      { state: 'problem', change: 'A removed stage left it. Delete it.' },
    ])
    const stacks = queryReply('DescribeStacks', { Stacks: { member: { StackName: 'sealform-production-events' } } })
    expect(await findingsOf(trails, { ...list(own), 'cloudformation:DescribeStacks': stacks })).toMatchObject([
      { state: 'ok' },
    ])
    expect(await findingsOf(trails, list({ ...own, HomeRegion: 'eu-west-1' }))).toMatchObject([
      { state: 'problem', found: expect.stringContaining('eu-west-1') },
    ])
  })
})

describe('the role that API Gateway uses to write logs', () => {
  const role = (name: string | null) => ({
    'apigateway:GET': { cloudwatchRoleArn: name === null ? null : `arn:aws:iam::111122223333:role/${name}` },
  })
  const thereAlready = changed(production, { apiGatewayLogRole: 'there-already' })

  test('is a warning if the deployment would replace another role', async () => {
    expect(await findingsOf(apiGatewayLogRole, role('apis'))).toMatchObject([
      {
        state: 'warning',
        change: 'Set apiGatewayLogRole to there-already, so that others of this account keep their role.',
      },
    ])
    expect(await findingsOf(apiGatewayLogRole, role('apis'), thereAlready)).toMatchObject([{ state: 'ok' }])
  })

  test('must exist if the settings require it', async () => {
    expect(await findingsOf(apiGatewayLogRole, role(null))).toMatchObject([{ state: 'ok' }])
    expect(await findingsOf(apiGatewayLogRole, role(null), thereAlready)).toMatchObject([{ state: 'problem' }])
  })

  test('is fine if the stage created it', async () => {
    const replies = {
      ...role('sealform-production-api-ApiLogRole-1'),
      'cloudformation:DescribeStacks': queryReply('DescribeStacks', {
        Stacks: { member: { StackName: 'sealform-production-api' } },
      }),
      'cloudformation:ListStackResources': queryReply('ListStackResources', {
        StackResourceSummaries: { member: { PhysicalResourceId: 'sealform-production-api-ApiLogRole-1' } },
      }),
    }
    expect(await findingsOf(apiGatewayLogRole, replies)).toMatchObject([{ state: 'ok', found: 'of this stage' }])
  })
})

describe('the certificate', () => {
  const certificateIs = (changes: object): Replies => ({
    'acm:DescribeCertificate': {
      Certificate: {
        Status: 'ISSUED',
        SubjectAlternativeNames: ['forms.example.com'],
        NotAfter: 1_830_000_000,
        ...changes,
      },
    },
  })
  const stateOf = async (replies: Replies, settings = production) =>
    (await findingsOf(certificate, replies, settings))[0]

  test('must be issued for the domain, alone or by a wildcard of one label', async () => {
    expect(await stateOf(certificateIs({ SubjectAlternativeNames: ['*.example.com'] }))).toMatchObject({ state: 'ok' })
    expect(await stateOf(certificateIs({ SubjectAlternativeNames: ['*.com', 'example.com'] }))).toMatchObject({
      ...{
        state: 'problem',
        found: 'the certificate is for *.com, example.com',
        change: 'Request one that covers forms.example.com.',
      },
    })
    expect(await stateOf(certificateIs({ Status: 'PENDING_VALIDATION' }))).toMatchObject({
      state: 'problem',
      change: expect.stringContaining('DNS record'),
    })
    expect(await stateOf(certificateIs({ Status: 'REVOKED' }))).toMatchObject({ state: 'problem' })
  })

  test('must exist in this account', async () => {
    expect(await stateOf({ 'acm:DescribeCertificate': refused('ResourceNotFoundException') })).toMatchObject({
      state: 'problem',
      found: 'domain.certificateArn names no certificate that exists',
    })
    expect(await stateOf({}, changed(production, { account: '999988887777' }))).toMatchObject({
      state: 'problem',
      found: 'domain.certificateArn names a certificate of account 111122223333',
    })
  })

  test('is a warning if it expires soon and is not renewed', async () => {
    const inTenDays = new Date('2026-12-10').getTime() / 1000
    expect(await stateOf(certificateIs({ NotAfter: inTenDays, RenewalEligibility: 'INELIGIBLE' }))).toMatchObject({
      state: 'warning',
      found: 'the certificate ends in 10 days, and ACM does not renew it',
    })
    expect(await stateOf(certificateIs({ NotAfter: inTenDays, RenewalEligibility: 'ELIGIBLE' }))).toMatchObject({
      state: 'ok',
    })
  })
})

test('the domain must not belong to another distribution', async () => {
  const list = xml('DistributionList', {
    Items: {
      DistributionSummary: [
        { Id: 'E0' },
        { Id: 'E1', Aliases: { Quantity: 1, Items: { CNAME: 'forms.example.com' } } },
      ],
    },
  })
  const replies = { 'cloudfront:ListDistributions': list }
  expect(await findingsOf(domain, replies)).toMatchObject([
    { state: 'problem', found: 'forms.example.com is of another CloudFront distribution, E1' },
  ])
  const own = {
    'cloudformation:DescribeStacks': queryReply('DescribeStacks', {
      Stacks: { member: { StackName: 'sealform-production-front' } },
    }),
    'cloudformation:ListStackResources': queryReply('ListStackResources', {
      StackResourceSummaries: { member: { PhysicalResourceId: 'E1' } },
    }),
  }
  expect(await findingsOf(domain, { ...replies, ...own })).toMatchObject([{ state: 'ok' }])
})

test('an unconfirmed address in alarmsTo is a warning, because it gets no alarms', async () => {
  const subscribed = (SubscriptionArn: string) => ({
    'sns:ListSubscriptionsByTopic': queryReply('ListSubscriptionsByTopic', {
      Subscriptions: { member: { Endpoint: 'security@example.com', SubscriptionArn } },
    }),
  })
  expect(await findingsOf(alarmAddresses)).toMatchObject([
    { state: 'ok', found: expect.stringContaining('once the stage is deployed') },
  ])
  expect(await findingsOf(alarmAddresses, subscribed('PendingConfirmation'))).toMatchObject([
    { state: 'warning', found: 'security@example.com get no alarms' },
  ])
  expect(await findingsOf(alarmAddresses, subscribed('arn:aws:sns:1'))).toMatchObject([{ state: 'ok' }])
  expect(await findingsOf(alarmAddresses, {}, demo)).toMatchObject([{ state: 'warning', found: 'alarmsTo is empty' }])
})

test('SES in its sandbox is a warning if the pool sends e-mail through it', async () => {
  const sandbox = { 'ses:GetAccount': { ProductionAccessEnabled: false } }
  const withSes = changed(production, { signIn: { ...production.signIn, email: {} } })
  expect(await findingsOf(signInEmail, sandbox, withSes)).toMatchObject([
    { state: 'warning', change: 'Request production access for SES in eu-central-1.' },
  ])
  expect(await findingsOf(signInEmail, {}, withSes)).toMatchObject([{ state: 'ok' }])
  expect(await findingsOf(signInEmail, sandbox)).toMatchObject([
    { state: 'ok', found: "Cognito's own sender, at most 50 messages a day" },
  ])
})
