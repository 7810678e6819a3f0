/**
 * Defines how CloudFront fetches the documents of the pages. They come from the function that knows who may embed them.
 * CloudFront requests them by path alone, and caches them for one minute at most, so that changed embedding origins
 * take effect within a minute.
 */
import { Duration } from 'aws-cdk-lib'
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  type IOrigin,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { pageRoutes } from '../../contracts/pages.ts'
import { accountWideNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

/**
 * Caches a document for one minute. The document's header says `no-store`, so a browser must request the document each
 * time, but CloudFront's minimum TTL overrides this header. Only the path of a request reaches the function, so the
 * cached document depends on nothing else.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
 */
export const documentCachePolicy = (scope: Construct, settings: StageSettings): CachePolicy =>
  new CachePolicy(scope, 'OneMinute', {
    cachePolicyName: accountWideNameOf(settings, 'documents'),
    comment: 'By path alone, for one minute.',
    minTtl: Duration.minutes(1),
    defaultTtl: Duration.minutes(1),
    maxTtl: Duration.minutes(1),
    headerBehavior: CacheHeaderBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  })

export const documentBehaviours = (origin: IOrigin, cachePolicy: CachePolicy): Record<string, BehaviorOptions> =>
  Object.fromEntries(
    pageRoutes.map(({ path }) => [
      path.replaceAll(/\{\w+\}/g, '*'),
      {
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy,
        compress: true,
      },
    ]),
  )
