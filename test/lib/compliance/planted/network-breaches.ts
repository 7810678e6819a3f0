/** Breaches of what may be reached, in which way, and what is written down there. */
import { allow, made, type Planted } from './planted-breach.ts'

const distribution = (parts: object) => ({
  DistributionConfig: {
    ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
    Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } }],
    ...parts,
  },
})
const cloudfront = (parts: object) => made('AWS::CloudFront::Distribution', distribution(parts))
const table = (properties: object) => made('AWS::DynamoDB::Table', properties)
const everywhere = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }
const nearby = { ...everywhere, CidrIp: '10.0.0.0/24' }

export const ways: readonly Planted[] = [
  ...[
    'InternetGateway',
    'NatGateway',
    'EgressOnlyInternetGateway',
    'VPCPeeringConnection',
    'TransitGatewayAttachment',
    'EIP',
  ].map(
    (kind): Planted => ({
      rule: 'NetworkHasNoWayToTheInternet',
      means: `something is joined by an ${kind}`,
      breach: made(`AWS::EC2::${kind}`, {}),
      kept: made('AWS::EC2::VPC', {}),
    }),
  ),
  {
    rule: 'SubnetGivesNoPublicAddress',
    means: 'a subnet hands out public addresses',
    breach: made('AWS::EC2::Subnet', { MapPublicIpOnLaunch: true }),
    kept: made('AWS::EC2::Subnet', {}),
  },
  {
    rule: 'FunctionHasNoAddressOfItsOwn',
    means: 'a function has an address of its own',
    breach: made('AWS::Lambda::Url', { AuthType: 'AWS_IAM' }),
    kept: made('AWS::Lambda::Function', { Role: 'a' }),
  },
  {
    rule: 'GroupLetsNobodyInFromEverywhere',
    means: 'a group lets everybody in',
    breach: made('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [nearby, everywhere] }),
    kept: made('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [nearby] }),
  },
  {
    rule: 'GroupLetsNobodyInFromEverywhere',
    means: 'a rule beside a group lets everybody in, by their newer addresses',
    breach: made('AWS::EC2::SecurityGroupIngress', { CidrIpv6: '::/0' }),
    kept: made('AWS::EC2::SecurityGroupIngress', { SourceSecurityGroupId: 'sg-1' }),
  },
  {
    rule: 'GroupLetsNothingOutToEverywhere',
    means: 'a group says nothing of what may leave',
    breach: made('AWS::EC2::SecurityGroup', {}),
    kept: made('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [nearby] }),
  },
  {
    rule: 'GroupLetsNothingOutToEverywhere',
    means: 'a group lets everything out',
    breach: made('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [everywhere] }),
  },
  {
    rule: 'EgressIsNotToEverywhere',
    means: 'a rule beside a group lets everything out',
    breach: made('AWS::EC2::SecurityGroupEgress', everywhere),
    kept: made('AWS::EC2::SecurityGroupEgress', nearby),
  },
  {
    rule: 'EndpointServesNamedCallers',
    means: 'an endpoint serves whoever has credentials',
    breach: made('AWS::EC2::VPCEndpoint', {
      PolicyDocument: allow({ Principal: '*', Action: 'kms:Decrypt', Resource: 'a' }),
    }),
    kept: made('AWS::EC2::VPCEndpoint', {
      PolicyDocument: allow({ Resource: 'a', Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
    }),
  },
  {
    rule: 'EndpointServesNamedCallers',
    means: 'an endpoint has no policy, which is one that allows all',
    breach: made('AWS::EC2::VPCEndpoint', {}),
  },
  {
    rule: 'TableHasAKeyOfItsOwner',
    means: 'a table is encrypted with the key of AWS',
    breach: table({ SSESpecification: { SSEEnabled: true } }),
    kept: table({ SSESpecification: { SSEEnabled: true, KMSMasterKeyId: 'key' } }),
  },
  {
    rule: 'CacheWritesNothingDown',
    means: 'a serverless cache takes a snapshot each day',
    breach: made('AWS::ElastiCache::ServerlessCache', { SnapshotRetentionLimit: 1, DailySnapshotTime: '03:00' }),
    kept: made('AWS::ElastiCache::ServerlessCache', { Engine: 'valkey' }),
  },
  {
    rule: 'CacheWritesNothingDown',
    means: 'a cluster leaves a snapshot behind',
    breach: made('AWS::ElastiCache::CacheCluster', { FinalSnapshotName: 'last' }),
  },
  {
    rule: 'ApiTakesTls12AndUp',
    means: 'an API names no policy',
    breach: made('AWS::ApiGateway::RestApi', {}),
    kept: made('AWS::ApiGateway::RestApi', { SecurityPolicy: 'SecurityPolicy_TLS13_1_2_2021_06' }),
  },
  {
    rule: 'ApiTakesTls12AndUp',
    means: 'a domain of an API takes TLS 1.0',
    breach: made('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_0' }),
    kept: made('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_2' }),
  },
  {
    rule: 'DistributionTakesTls12AndUp',
    means: 'browsers may come with TLS 1.1',
    breach: cloudfront({ ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.1_2016' } }),
    kept: cloudfront({}),
  },
  {
    rule: 'DistributionTakesTls12AndUp',
    means: 'CloudFront’s own certificate serves',
    breach: cloudfront({ ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
  },
  {
    rule: 'DistributionServesNothingInTheClear',
    means: 'one path is served over plain HTTP',
    breach: cloudfront({ CacheBehaviors: [{ ViewerProtocolPolicy: 'allow-all' }] }),
    kept: cloudfront({ CacheBehaviors: [{ ViewerProtocolPolicy: 'https-only' }] }),
  },
  {
    rule: 'OriginsAreReachedByTls12',
    means: 'an origin is spoken to as the browser came',
    breach: cloudfront({ Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] }),
    kept: cloudfront({ Origins: [{ S3OriginConfig: {} }] }),
  },
  {
    rule: 'OriginsAreReachedByTls12',
    means: 'an origin may be spoken to by TLS 1.0',
    breach: cloudfront({
      Origins: [
        { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1', 'TLSv1.2'] } },
      ],
    }),
  },
  {
    rule: 'CacheSpeaksTls',
    means: 'a cache takes connections in the clear beside others',
    breach: made('AWS::ElastiCache::ReplicationGroup', {
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'preferred',
    }),
    kept: made('AWS::ElastiCache::ReplicationGroup', { TransitEncryptionEnabled: true }),
  },
]
