/** Checks of what the account has once: its bootstrap, roles, certificates and subscriptions. */
import { describe, expect, test } from 'vitest'
import { alarmAddresses } from '../../../tools/doctor/checks/alarm-addresses.ts'
import { apiGatewayLogRole } from '../../../tools/doctor/checks/api-gateway.ts'
import { bootstrap } from '../../../tools/doctor/checks/bootstrap.ts'
import { certificate, domain } from '../../../tools/doctor/checks/certificate.ts'
import { prefixList } from '../../../tools/doctor/checks/prefix-list.ts'
import { signInEmail } from '../../../tools/doctor/checks/sign-in-email.ts'
import { changed, demo, findingsOf, production, refused } from './account.ts'
import { queryReply, xml } from './healthy-account.ts'
import type { Replies } from './replies.ts'

describe('bootstrapping', () => {
  test('is required in the stage’s Region and in us-east-1, or once if both are the same Region', async () => {
    expect(await findingsOf(bootstrap)).toMatchObject([
      { found: 'version 33 in eu-central-1' },
      { found: 'version 33 in us-east-1' },
    ])
    expect(await findingsOf(bootstrap, {}, demo)).toHaveLength(1)
  })

  test('is a problem if it is missing or too old in one of the Regions, and the finding names the bootstrap command', async () => {
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

  test('is accepted if the stage created it', async () => {
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

  test('must be issued for the domain itself, or for a wildcard that covers one label', async () => {
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
  /** Confirmed in the Region of the stage only. */
  const subscriptions: Replies = {
    'sns:ListSubscriptionsByTopic': ({ parameters, region }) => {
      expect(parameters.TopicArn).toMatch(new RegExp(`^arn:aws:sns:${region}:`))
      const SubscriptionArn = region === 'us-east-1' ? 'PendingConfirmation' : 'arn:aws:sns:1'
      return queryReply('ListSubscriptionsByTopic', {
        Subscriptions: { member: { Endpoint: 'security@example.com', SubscriptionArn } },
      })
    },
  }
  expect(await findingsOf(alarmAddresses, subscriptions)).toMatchObject([
    { state: 'ok', found: 'every address has confirmed the alarms of eu-central-1' },
    { state: 'warning', found: 'no alarms of us-east-1 for security@example.com' },
  ])
  expect(await findingsOf(alarmAddresses)).toMatchObject([{ state: 'ok' }, { state: 'ok' }])
  expect(await findingsOf(alarmAddresses, {}, changed(demo, { alarmsTo: ['a@example.com'] }))).toHaveLength(1)
  expect(await findingsOf(alarmAddresses, {}, demo)).toMatchObject([{ state: 'warning', found: 'alarmsTo is empty' }])
})

describe('SES, if the pool sends e-mail through it,', () => {
  const identityArn = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com'
  const withSes = changed(production, {
    signIn: { ...production.signIn, email: { from: 'a@example.com', identityArn } },
  })

  test('must have verified the identity in the settings, in its Region', async () => {
    const asked: string[] = []
    const verified: Replies = {
      'ses:GetEmailIdentity': ({ region, parameters }) => {
        asked.push(`${parameters.EmailIdentity} in ${region}`)
        return { VerifiedForSendingStatus: true }
      },
    }
    expect(await findingsOf(signInEmail, verified, withSes)).toMatchObject([{ state: 'ok' }])
    expect(asked).toEqual(['example.com in eu-west-1'])
    for (const reply of [refused('NotFoundException', 404), { VerifiedForSendingStatus: false }]) {
      expect(await findingsOf(signInEmail, { 'ses:GetEmailIdentity': reply }, withSes)).toMatchObject([
        { state: 'problem', change: 'Verify the identity example.com in SES of eu-west-1.' },
      ])
    }
  })

  test('is a warning while it is in the sandbox', async () => {
    const sandbox = { 'ses:GetAccount': { ProductionAccessEnabled: false } }
    expect(await findingsOf(signInEmail, sandbox, withSes)).toMatchObject([
      { state: 'warning', change: 'Request production access for SES in eu-west-1.' },
    ])
    expect(await findingsOf(signInEmail, sandbox)).toMatchObject([
      { state: 'ok', found: "Cognito's own sender, at most 50 messages a day" },
    ])
  })
})
