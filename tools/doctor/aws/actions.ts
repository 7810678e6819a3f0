/**
 * Every request that the doctor makes, by the IAM action that the request needs. All of the requests only read. They
 * are sent without the SDK's clients for these services, which would add 42 MB to the installation, 18 MB of them for
 * EC2 alone.
 */

/** The query protocol. The request is a URL-encoded form, and the reply is XML. */
interface QueryWire {
  readonly protocol: 'query'
  readonly version: string
}

interface JsonWire {
  readonly protocol: 'json'
  readonly target: string
}

/** A GET request. Parameters replace the placeholders in the path. The remaining parameters become the query. */
interface RestWire {
  readonly protocol: 'rest'
  readonly path: string
}

/**
 * By default, a service has an endpoint with its own name in each Region. `host` and `global` are set only for a
 * service whose endpoint differs from this default.
 */
export type Wire = (QueryWire | JsonWire | RestWire) & { readonly host?: string; readonly global?: boolean }

const query = (version: string) => ({ protocol: 'query', version }) as const
const json = (target: string) => ({ protocol: 'json', target }) as const
const rest = (path: string) => ({ protocol: 'rest', path }) as const

const ec2 = query('2016-11-15')
const cloudFormation = query('2010-05-15')
const serviceQuotas = json('ServiceQuotasV20190624')
const cloudTrail = json('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101')
const cloudFront = (path: string) => ({ ...rest(`/2020-05-31/${path}`), global: true })

export const wires = {
  'acm:DescribeCertificate': json('CertificateManager'),
  'apigateway:GET': rest('/account'),
  'cloudformation:DescribeStacks': cloudFormation,
  'cloudformation:ListStackResources': cloudFormation,
  'cloudfront:ListCachePolicies': cloudFront('cache-policy'),
  'cloudfront:ListDistributions': cloudFront('distribution'),
  'cloudfront:ListFunctions': cloudFront('function'),
  'cloudfront:ListResponseHeadersPolicies': cloudFront('response-headers-policy'),
  'cloudtrail:DescribeTrails': cloudTrail,
  'cloudtrail:GetEventSelectors': cloudTrail,
  'cognito-idp:DescribeUserPoolDomain': json('AWSCognitoIdentityProviderService'),
  'ec2:DescribeAvailabilityZones': ec2,
  'ec2:DescribeManagedPrefixLists': ec2,
  'ec2:DescribeVpcEndpointServices': ec2,
  'ec2:DescribeVpcs': ec2,
  'iam:ListRoles': { ...query('2010-05-08'), global: true },
  'lambda:GetAccountSettings': rest('/2016-08-19/account-settings'),
  'lambda:GetFunctionConcurrency': rest('/2019-09-30/functions/{FunctionName}/concurrency'),
  'logs:DescribeLogGroups': json('Logs_20140328'),
  'servicequotas:GetAWSDefaultServiceQuota': serviceQuotas,
  'servicequotas:GetServiceQuota': serviceQuotas,
  'ses:GetAccount': { ...rest('/v2/email/account'), host: 'email' },
  'ses:GetEmailIdentity': { ...rest('/v2/email/identities/{EmailIdentity}'), host: 'email' },
  'sns:ListSubscriptionsByTopic': query('2010-03-31'),
  'ssm:GetParameter': json('AmazonSSM'),
  'sts:GetCallerIdentity': query('2011-06-15'),
  'wafv2:ListWebACLs': json('AWSWAF_20190729'),
} as const satisfies Readonly<Record<string, Wire>>

export type Action = keyof typeof wires

const isAction = (name: string): name is Action => Object.hasOwn(wires, name)

export const actions: readonly Action[] = Object.keys(wires).filter(isAction)
