/** Replies of an account in which nothing stops a deployment, in the form of each service. */
import { dynamoDbPrefixLists } from '../../../lib/regions.ts'
import type { Replies, Settings } from './replies.ts'

/** XML of an object: a list becomes repeated elements. */
export const xml = (name: string, content: unknown): string =>
  Array.isArray(content)
    ? content.map((each) => xml(name, each)).join('')
    : typeof content === 'object' && content !== null
      ? `<${name}>${Object.entries(content)
          .map(([inner, each]) => xml(inner, each))
          .join('')}</${name}>`
      : `<${name}>${content}</${name}>`

/** A reply of a service with the query protocol. */
export const queryReply = (operation: string, result: object): string =>
  xml(`${operation}Response`, { [`${operation}Result`]: result, ResponseMetadata: { RequestId: '1' } })

export const zonesOf = (region: string, letters = ['a', 'b', 'c', 'd']) =>
  letters.map((letter, place) => ({
    zoneName: `${region}${letter}`,
    zoneId: region === 'us-east-1' ? `use1-az${[1, 2, 4, 6][place]}` : `euc1-az${place + 1}`,
    zoneState: 'available',
    zoneType: 'availability-zone',
  }))

export const zonesReply = (zones: readonly object[]): string =>
  xml('DescribeAvailabilityZonesResponse', { requestId: '1', availabilityZoneInfo: { item: zones } })

export const endpointsReply = (region: string, zonesByService: Readonly<Record<string, readonly string[]>>): string =>
  xml('DescribeVpcEndpointServicesResponse', {
    serviceDetailSet: {
      item: Object.entries(zonesByService).map(([service, zones]) => ({
        serviceName: `com.amazonaws.${region}.${service}`,
        availabilityZoneSet: { item: zones },
      })),
    },
  })

export const healthyAccount = (settings: Settings): Replies => {
  const { account, region, domain } = settings
  const zones = zonesOf(region)
  const names = zones.map(({ zoneName }) => zoneName)
  const list = { MaxItems: 100, Quantity: 0 }
  return {
    'acm:DescribeCertificate': {
      Certificate: {
        Status: 'ISSUED',
        SubjectAlternativeNames: [domain?.name ?? ''],
        NotAfter: 1_830_000_000,
        RenewalEligibility: 'ELIGIBLE',
      },
    },
    'apigateway:GET': { cloudwatchRoleArn: null, throttleSettings: { rateLimit: 10_000, burstLimit: 5_000 } },
    'cloudformation:DescribeStacks': queryReply('DescribeStacks', {
      Stacks: { member: [{ StackName: 'CDKToolkit' }] },
    }),
    'cloudformation:ListStackResources': queryReply('ListStackResources', { StackResourceSummaries: '' }),
    'cloudfront:ListCachePolicies': xml('CachePolicyList', list),
    'cloudfront:ListDistributions': xml('DistributionList', { ...list, IsTruncated: false }),
    'cloudfront:ListFunctions': xml('FunctionList', list),
    'cloudfront:ListResponseHeadersPolicies': xml('ResponseHeadersPolicyList', list),
    'cloudtrail:DescribeTrails': { trailList: [] },
    'cloudtrail:GetEventSelectors': { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] },
    'cognito-idp:DescribeUserPoolDomain': { DomainDescription: {} },
    'ec2:DescribeAvailabilityZones': zonesReply(zones),
    'ec2:DescribeManagedPrefixLists': xml('DescribeManagedPrefixListsResponse', {
      prefixListSet: {
        item: { prefixListId: dynamoDbPrefixLists[region], prefixListName: `com.amazonaws.${region}.dynamodb` },
      },
    }),
    'ec2:DescribeVpcEndpointServices': endpointsReply(region, { kms: names, lambda: names, elasticache: names }),
    'ec2:DescribeVpcs': xml('DescribeVpcsResponse', { vpcSet: { item: [{ vpcId: 'vpc-1' }] } }),
    'iam:ListRoles': queryReply('ListRoles', {
      Roles: { member: [{ RoleName: 'OrganizationAccountAccessRole' }] },
      IsTruncated: false,
    }),
    'lambda:GetAccountSettings': {
      AccountLimit: { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 1_000 },
    },
    'lambda:GetFunctionConcurrency': () =>
      Response.json(
        { Message: 'Function not found' },
        { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' } },
      ),
    'logs:DescribeLogGroups': { logGroups: [] },
    'servicequotas:GetAWSDefaultServiceQuota': { Quota: { Value: 200 } },
    'servicequotas:GetServiceQuota': { Quota: { Value: 500 } },
    'ses:GetAccount': { ProductionAccessEnabled: true },
    'ses:GetEmailIdentity': { VerifiedForSendingStatus: true },
    'sns:ListSubscriptionsByTopic': () =>
      new Response(
        xml('ErrorResponse', { Error: { Type: 'Sender', Code: 'NotFound', Message: 'Topic does not exist' } }),
        { status: 404 },
      ),
    'ssm:GetParameter': { Parameter: { Value: '33' } },
    'sts:GetCallerIdentity': queryReply('GetCallerIdentity', {
      Account: account,
      Arn: `arn:aws:iam::${account}:user/ada`,
    }),
    'wafv2:ListWebACLs': { WebACLs: [], NextMarker: null },
  }
}
