/** Breaches of the rules on network access, transport encryption and storage encryption. */
import { allow, type PlantedBreach, resource } from './planted-breach.ts'

const distribution = (parts: object) => ({
  DistributionConfig: {
    ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
    Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } }],
    ...parts,
  },
})
const cloudfront = (parts: object) => resource('AWS::CloudFront::Distribution', distribution(parts))
const table = (properties: object) => resource('AWS::DynamoDB::Table', properties)
const everywhere = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }
const nearby = { ...everywhere, CidrIp: '10.0.0.0/24' }

export const networkBreaches: readonly PlantedBreach[] = [
  ...[
    'InternetGateway',
    'NatGateway',
    'EgressOnlyInternetGateway',
    'VPCPeeringConnection',
    'TransitGatewayAttachment',
    'EIP',
  ].map(
    (kind): PlantedBreach => ({
      rule: 'NetworkHasNoInternetAccess',
      description: `something is joined by an ${kind}`,
      breach: resource(`AWS::EC2::${kind}`, {}),
      compliant: resource('AWS::EC2::VPC', {}),
    }),
  ),
  {
    rule: 'SubnetAssignsNoPublicAddress',
    description: 'a subnet assigns public addresses',
    breach: resource('AWS::EC2::Subnet', { MapPublicIpOnLaunch: true }),
    compliant: resource('AWS::EC2::Subnet', {}),
  },
  {
    rule: 'FunctionHasNoUrl',
    description: 'a function has its own URL',
    breach: resource('AWS::Lambda::Url', { AuthType: 'AWS_IAM' }),
    compliant: resource('AWS::Lambda::Function', { Role: 'a' }),
  },
  {
    rule: 'SecurityGroupHasNoOpenIngress',
    description: 'a security group allows ingress from anywhere',
    breach: resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [nearby, everywhere] }),
    compliant: resource('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [nearby] }),
  },
  {
    rule: 'SecurityGroupHasNoOpenIngress',
    description: 'a separate rule allows ingress from any IPv6 address',
    breach: resource('AWS::EC2::SecurityGroupIngress', { CidrIpv6: '::/0' }),
    compliant: resource('AWS::EC2::SecurityGroupIngress', { SourceSecurityGroupId: 'sg-1' }),
  },
  {
    rule: 'SecurityGroupHasNoOpenEgress',
    description: 'a security group has no egress rules of its own',
    breach: resource('AWS::EC2::SecurityGroup', {}),
    compliant: resource('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [nearby] }),
  },
  {
    rule: 'SecurityGroupHasNoOpenEgress',
    description: 'a security group allows all egress',
    breach: resource('AWS::EC2::SecurityGroup', { SecurityGroupEgress: [everywhere] }),
  },
  {
    rule: 'EgressRuleIsNotOpen',
    description: 'a separate rule allows all egress',
    breach: resource('AWS::EC2::SecurityGroupEgress', everywhere),
    compliant: resource('AWS::EC2::SecurityGroupEgress', nearby),
  },
  {
    rule: 'EndpointPolicyNamesCallers',
    description: 'an endpoint allows any caller with credentials',
    breach: resource('AWS::EC2::VPCEndpoint', {
      PolicyDocument: allow({ Principal: '*', Action: 'kms:Decrypt', Resource: 'a' }),
    }),
    compliant: resource('AWS::EC2::VPCEndpoint', {
      PolicyDocument: allow({ Resource: 'a', Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
    }),
  },
  {
    rule: 'EndpointPolicyNamesCallers',
    description: 'an endpoint has no policy and therefore allows everything',
    breach: resource('AWS::EC2::VPCEndpoint', {}),
  },
  {
    rule: 'TableUsesCustomerManagedKey',
    description: 'a table is encrypted with a key owned by AWS',
    breach: table({ SSESpecification: { SSEEnabled: true } }),
    compliant: table({ SSESpecification: { SSEEnabled: true, KMSMasterKeyId: 'key' } }),
  },
  {
    rule: 'CacheTakesNoSnapshots',
    description: 'a serverless cache takes daily snapshots',
    breach: resource('AWS::ElastiCache::ServerlessCache', { SnapshotRetentionLimit: 1, DailySnapshotTime: '03:00' }),
    compliant: resource('AWS::ElastiCache::ServerlessCache', { Engine: 'valkey' }),
  },
  {
    rule: 'CacheTakesNoSnapshots',
    description: 'a cluster creates a final snapshot',
    breach: resource('AWS::ElastiCache::CacheCluster', { FinalSnapshotName: 'last' }),
  },
  {
    rule: 'ApiRequiresTls12',
    description: 'an API has no security policy',
    breach: resource('AWS::ApiGateway::RestApi', {}),
    compliant: resource('AWS::ApiGateway::RestApi', { SecurityPolicy: 'SecurityPolicy_TLS13_1_2_2021_06' }),
  },
  {
    rule: 'ApiRequiresTls12',
    description: 'the domain of an API accepts TLS 1.0',
    breach: resource('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_0' }),
    compliant: resource('AWS::ApiGateway::DomainName', { SecurityPolicy: 'TLS_1_2' }),
  },
  {
    rule: 'DistributionRequiresTls12',
    description: 'browsers may connect with TLS 1.1',
    breach: cloudfront({ ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.1_2016' } }),
    compliant: cloudfront({}),
  },
  {
    rule: 'DistributionRequiresTls12',
    description: 'the distribution uses CloudFront’s own certificate',
    breach: cloudfront({ ViewerCertificate: { CloudFrontDefaultCertificate: true } }),
  },
  {
    rule: 'DistributionRequiresHttps',
    description: 'one path is served over plain HTTP',
    breach: cloudfront({ CacheBehaviors: [{ ViewerProtocolPolicy: 'allow-all' }] }),
    compliant: cloudfront({ CacheBehaviors: [{ ViewerProtocolPolicy: 'https-only' }] }),
  },
  {
    rule: 'OriginConnectionsRequireTls12',
    description: 'CloudFront uses the viewer’s protocol towards an origin',
    breach: cloudfront({ Origins: [{ CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } }] }),
    compliant: cloudfront({ Origins: [{ S3OriginConfig: {} }] }),
  },
  {
    rule: 'OriginConnectionsRequireTls12',
    description: 'CloudFront may connect to an origin with TLS 1.0',
    breach: cloudfront({
      Origins: [
        { CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1', 'TLSv1.2'] } },
      ],
    }),
  },
  {
    rule: 'CacheRequiresTls',
    description: 'a cache accepts both plaintext and encrypted connections',
    breach: resource('AWS::ElastiCache::ReplicationGroup', {
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'preferred',
    }),
    compliant: resource('AWS::ElastiCache::ReplicationGroup', { TransitEncryptionEnabled: true }),
  },
]
