/** Strong cryptography wherever something is on its way (PCI DSS 4.2.1). */
import * as z from 'zod/mini'
import { breaks, type Rule } from './rule.ts'

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
    breach: 'The API names no policy of TLS 1.2 and up.',
    because: 'Without one API Gateway takes TLS 1.0, which is no strong cryptography.',
    isBroken: breaks(
      z.looseObject({ SecurityPolicy: z.string() }),
      ({ SecurityPolicy }) => !tls12.test(SecurityPolicy),
    ),
  },
  {
    name: 'DistributionTakesTls12AndUp',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    breach: 'Browsers may come with less than TLS 1.2.',
    because: 'With its own certificate CloudFront takes TLS 1.0 too; only with a domain of one’s own can that be set.',
    isBroken: breaks(
      Distribution,
      ({ DistributionConfig: { ViewerCertificate } }) =>
        !viewerTls12.test(ViewerCertificate?.MinimumProtocolVersion ?? ''),
    ),
  },
  {
    name: 'DistributionServesNothingInTheClear',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    breach: 'A path is served over plain HTTP.',
    because: 'Whoever is on the way reads and changes what is not encrypted.',
    isBroken: breaks(Distribution, ({ DistributionConfig: { DefaultCacheBehavior, CacheBehaviors } }) =>
      [DefaultCacheBehavior, ...CacheBehaviors].some(
        ({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === 'allow-all',
      ),
    ),
  },
  {
    name: 'OriginsAreReachedByTls12',
    requirement,
    types: ['AWS::CloudFront::Distribution'],
    breach: 'CloudFront may speak to an origin in the clear, or by less than TLS 1.2.',
    because: 'The second half of the way is as open as the first.',
    isBroken: breaks(Distribution, ({ DistributionConfig: { Origins } }) =>
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
    breach: 'The cache takes connections without TLS.',
    because: 'What waits there for one reading crosses the network twice. (A serverless cache takes nothing but TLS.)',
    isBroken: breaks(
      z.looseObject({
        TransitEncryptionEnabled: z._default(z.boolean(), false),
        TransitEncryptionMode: z.optional(z.string()),
      }),
      ({ TransitEncryptionEnabled, TransitEncryptionMode }) =>
        !TransitEncryptionEnabled || TransitEncryptionMode === 'preferred',
    ),
  },
]
