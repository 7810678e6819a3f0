/** Strong cryptography wherever something is on its way (PCI DSS 4.2.1). */
import * as z from 'zod/mini'
import { type Rule, violatedWhen } from './rule.ts'

const requirement = '4.2.1'
/** The names that API Gateway has for its policies tell the oldest TLS that each takes. */
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
    name: 'ApiTakesTls12AndUp',
    requirement,
    types: ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::DomainName'],
    violation: 'The API names no policy of TLS 1.2 and up.',
    rationale: 'Without one API Gateway takes TLS 1.0, which is no strong cryptography.',
    isViolatedBy: violatedWhen(
      z.looseObject({ SecurityPolicy: z.string() }),
      ({ SecurityPolicy }) => !tls12.test(SecurityPolicy),
    ),
  },
  {
    name: 'DistributionTakesTls12AndUp',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    violation: 'Browsers may come with less than TLS 1.2.',
    rationale:
      'With its own certificate CloudFront takes TLS 1.0 too; only with a domain of one’s own can that be set.',
    isViolatedBy: violatedWhen(
      Distribution,
      ({ DistributionConfig: { ViewerCertificate } }) =>
        !viewerTls12.test(ViewerCertificate?.MinimumProtocolVersion ?? ''),
    ),
  },
  {
    name: 'DistributionServesNothingInTheClear',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    violation: 'A path is served over plain HTTP.',
    rationale: 'Whoever is on the way reads and changes what is not encrypted.',
    isViolatedBy: violatedWhen(Distribution, ({ DistributionConfig: { DefaultCacheBehavior, CacheBehaviors } }) =>
      [DefaultCacheBehavior, ...CacheBehaviors].some(
        ({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === 'allow-all',
      ),
    ),
  },
  {
    name: 'OriginsAreReachedByTls12',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    violation: 'CloudFront may speak to an origin in the clear, or by less than TLS 1.2.',
    rationale: 'The second half of the way is as open as the first.',
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
    name: 'CacheSpeaksTls',
    requirement,
    types: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
    violation: 'The cache takes connections without TLS.',
    rationale:
      'What waits there for one reading crosses the network twice. (A serverless cache takes nothing but TLS.)',
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
