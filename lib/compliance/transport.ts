/** Rules about strong cryptography in transit (PCI DSS 4.2.1). */
import * as z from 'zod/mini'
import { type Rule, violatedWhen } from './rule.ts'

const requirement = '4.2.1'
/**
 * Matches API Gateway's security policies that accept no TLS version before 1.2. Their names contain the oldest version
 * that they accept.
 */
const tls12 = /^(TLS_1_2|SecurityPolicy_TLS1[23]_(?!.*TLS1[01]_).*)$/
const viewerTls12 = /^TLSv1\.[23]_/

const Behaviour = z.looseObject({ ViewerProtocolPolicy: z.string() })
const Origin = z.looseObject({
  CustomOriginConfig: z.optional(
    z.looseObject({ OriginProtocolPolicy: z.string(), OriginSSLProtocols: z._default(z.array(z.string()), []) }),
  ),
})
const Distribution = z.looseObject({
  DistributionConfig: z.looseObject({
    ViewerCertificate: z.optional(z.looseObject({ MinimumProtocolVersion: z.optional(z.string()) })),
    DefaultCacheBehavior: Behaviour,
    CacheBehaviors: z._default(z.array(Behaviour), []),
    Origins: z.array(Origin),
  }),
})

export const transport: readonly Rule[] = [
  {
    name: 'ApiRequiresTls12',
    requirement,
    types: ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::DomainName'],
    violation: 'The API has no security policy that requires TLS 1.2.',
    rationale: 'Without one API Gateway accepts TLS 1.0, which is not strong cryptography.',
    isViolatedBy: violatedWhen(
      z.looseObject({ SecurityPolicy: z.string() }),
      ({ SecurityPolicy }) => !tls12.test(SecurityPolicy),
    ),
  },
  {
    name: 'DistributionRequiresTls12',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    violation: 'Browsers may connect with less than TLS 1.2.',
    rationale: 'With its default certificate CloudFront also accepts TLS 1.0; only a custom domain allows a minimum.',
    isViolatedBy: violatedWhen(
      Distribution,
      ({ DistributionConfig: { ViewerCertificate } }) =>
        !viewerTls12.test(ViewerCertificate?.MinimumProtocolVersion ?? ''),
    ),
  },
  {
    name: 'DistributionRequiresHttps',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    violation: 'A path is served over plain HTTP.',
    rationale: 'Unencrypted traffic can be read and changed in transit.',
    isViolatedBy: violatedWhen(Distribution, ({ DistributionConfig: { DefaultCacheBehavior, CacheBehaviors } }) =>
      [DefaultCacheBehavior, ...CacheBehaviors].some(
        ({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === 'allow-all',
      ),
    ),
  },
  {
    name: 'OriginConnectionsRequireTls12',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    violation: 'CloudFront may connect to an origin in the clear, or with less than TLS 1.2.',
    rationale: 'The connection to the origin needs the same protection as the viewer’s.',
    isViolatedBy: violatedWhen(Distribution, ({ DistributionConfig: { Origins } }) =>
      Origins.some(
        ({ CustomOriginConfig: custom }) =>
          custom !== undefined &&
          (custom.OriginProtocolPolicy !== 'https-only' ||
            custom.OriginSSLProtocols.some((name) => name !== 'TLSv1.2')),
      ),
    ),
  },
  {
    name: 'CacheRequiresTls',
    requirement,
    types: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
    violation: 'The cache accepts connections without TLS.',
    rationale: 'Cached data crosses the network twice. (A serverless cache accepts TLS only.)',
    isViolatedBy: violatedWhen(
      z.looseObject({
        TransitEncryptionEnabled: z._default(z.boolean(), false),
        TransitEncryptionMode: z.optional(z.string()),
      }),
      ({ TransitEncryptionEnabled, TransitEncryptionMode }) =>
        !TransitEncryptionEnabled || TransitEncryptionMode === 'preferred',
    ),
  },
]
