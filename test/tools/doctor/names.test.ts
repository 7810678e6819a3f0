import { describe, expect, test } from 'vitest'
import { edgeNamesCheck } from '../../../tools/doctor/checks/names/edge-names.ts'
import { firewallNameCheck } from '../../../tools/doctor/checks/names/firewall-name.ts'
import { logGroupNamesCheck } from '../../../tools/doctor/checks/names/log-group-names.ts'
import { roleNamesCheck } from '../../../tools/doctor/checks/names/role-names.ts'
import { signInDomainCheck } from '../../../tools/doctor/checks/names/sign-in-domain.ts'
import { edgeFirewall, edgeNames, logGroupPrefixes, roleNames, stackOf } from '../../../tools/doctor/stage-resources.ts'
import { changed, findingsOf, production } from './account.ts'
import { queryReply, xml } from './healthy-account.ts'
import type { Replies } from './replies.ts'

const [roleName = ''] = roleNames(production)
const { functions, cachePolicies, responseHeadersPolicies } = edgeNames(production)
const firewall = edgeFirewall(production).name
const [logGroupPrefix] = logGroupPrefixes(production)
const logGroup = `${logGroupPrefix?.name}control-zone`

const roles = (...names: readonly string[]) =>
  queryReply('ListRoles', { Roles: { member: names.map((RoleName) => ({ RoleName })) } })
const edgeList = (list: string, items: object) => xml(list, { Items: items, Quantity: 1 })

/** Each check with replies in which a name of the stage exists, and the id under which CloudFormation knows it. */
const taken = [
  { check: roleNamesCheck, name: roleName, id: roleName, replies: { 'iam:ListRoles': roles('Admin', roleName) } },
  {
    ...{ check: edgeNamesCheck, name: functions[0], id: 'arn:aws:cloudfront::1:function/f' },
    replies: {
      'cloudfront:ListFunctions': edgeList('FunctionList', {
        FunctionSummary: { Name: functions[0], FunctionMetadata: { FunctionARN: 'arn:aws:cloudfront::1:function/f' } },
      }),
    },
  },
  {
    ...{ check: edgeNamesCheck, name: cachePolicies[0], id: 'policy-1' },
    replies: {
      'cloudfront:ListCachePolicies': edgeList('CachePolicyList', {
        CachePolicySummary: {
          Type: 'custom',
          CachePolicy: { Id: 'policy-1', CachePolicyConfig: { Name: cachePolicies[0] } },
        },
      }),
    },
  },
  {
    ...{ check: edgeNamesCheck, name: responseHeadersPolicies[0], id: 'policy-2' },
    replies: {
      'cloudfront:ListResponseHeadersPolicies': edgeList('ResponseHeadersPolicyList', {
        ResponseHeadersPolicySummary: {
          ResponseHeadersPolicy: { Id: 'policy-2', ResponseHeadersPolicyConfig: { Name: responseHeadersPolicies[0] } },
        },
      }),
    },
  },
  {
    ...{ check: firewallNameCheck, name: firewall, id: `${firewall}|acl-1|CLOUDFRONT` },
    replies: { 'wafv2:ListWebACLs': { WebACLs: [{ Name: firewall, Id: 'acl-1' }] } },
  },
  {
    ...{ check: logGroupNamesCheck, name: logGroup, id: logGroup },
    replies: {
      'logs:DescribeLogGroups': ({ parameters }) => ({
        logGroups: parameters.logGroupNamePrefix === logGroupPrefix?.name ? [{ logGroupName: logGroup }] : [],
      }),
    },
  },
  {
    ...{ check: signInDomainCheck, name: 'sealform-111122223333', id: 'eu-central-1_pool' },
    replies: {
      'cognito-idp:DescribeUserPoolDomain': { DomainDescription: { UserPoolId: 'eu-central-1_pool', Domain: 'x' } },
    },
  },
] as const satisfies readonly { replies: Replies; [other: string]: unknown }[]

/** A stack of the stage that has a resource of this id. */
const ownedBy = (id: string, stack = 'identity'): Replies => ({
  'cloudformation:DescribeStacks': queryReply('DescribeStacks', {
    Stacks: { member: { StackName: stackOf(production, stack).name } },
  }),
  'cloudformation:ListStackResources': queryReply('ListStackResources', {
    StackResourceSummaries: { member: [{ PhysicalResourceId: id }, { LogicalResourceId: 'Failed' }] },
  }),
})

describe.each(taken)('the name $name', ({ check, name, id, replies }) => {
  test('is free in an empty account', async () => {
    expect(await findingsOf(check)).toMatchObject([{ state: 'ok', found: expect.stringMatching(/free/) }])
  })

  test('is reported as a problem if a resource outside the stage uses it', async () => {
    const [finding] = await findingsOf(check, replies)
    expect(finding).toMatchObject({ state: 'problem', found: expect.stringContaining(name ?? '?') })
    expect(finding?.change).toMatch(/\.$/)
  })

  test('is accepted if one of the stage’s stacks uses it', async () => {
    expect(await findingsOf(check, { ...replies, ...ownedBy(id) })).toMatchObject([
      { state: 'ok', found: expect.stringMatching(/of this stage$/) },
    ])
  })
})

test('a role of another stage whose name begins with this stage’s name does not count as a conflict', async () => {
  const other = roleName.replace('sealform-production', 'sealform-production-2')
  expect(await findingsOf(roleNamesCheck, { 'iam:ListRoles': roles(other) })).toMatchObject([
    { state: 'ok', found: 'free' },
  ])
})

test('a log group of a stage in another Region whose name begins with this stage’s name does not count as a conflict', async () => {
  const other: Replies = {
    'logs:DescribeLogGroups': ({ parameters }) => ({
      logGroups: /-edge/.test(parameters.logGroupNamePrefix ?? '')
        ? [{ logGroupName: `${parameters.logGroupNamePrefix}-eu-west-1` }]
        : [],
    }),
  }
  expect(await findingsOf(logGroupNamesCheck, other)).toMatchObject([{ state: 'ok', found: 'free' }])
})

test('the doctor reads all pages of a list of resources', async () => {
  const first = queryReply('ListRoles', { Roles: { member: { RoleName: 'Admin' } }, IsTruncated: true, Marker: 'next' })
  const replies: Replies = {
    'iam:ListRoles': ({ parameters }) => (parameters.Marker === 'next' ? roles(roleName) : first),
  }
  expect(await findingsOf(roleNamesCheck, replies)).toMatchObject([{ state: 'problem' }])
})

test('many names that are in use are reported as a count', async () => {
  const all = roleNames(production)
  expect(await findingsOf(roleNamesCheck, { 'iam:ListRoles': roles(...all) })).toMatchObject([
    {
      found: `${all.slice(0, 3).join(', ')} and ${all.length - 3} more already exist, but do not belong to this stage`,
    },
  ])
})

test('a stage without a pool needs no name for a sign-in page', async () => {
  const settings = changed(production, { signIn: { kind: 'issuers', issuers: [] } })
  expect(await findingsOf(signInDomainCheck, {}, settings)).toMatchObject([{ state: 'ok' }])
})
