/**
 * Disables the caching of errors. CloudFront caches a 500, 502, 503 or 504 for ten seconds and serves it to every
 * caller of the same path, although the API says `no-store` and the cache policy disables caching. `/v1/site` is one
 * path for all sites, so one caller's error would reach the callers of all sites.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html
 */
import { Duration } from 'aws-cdk-lib'
import type { ErrorResponse } from 'aws-cdk-lib/aws-cloudfront'

/** Every status that CloudFront accepts here. With neither a page nor a status set, CloudFront passes on the origin's response. */
const statuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]

export const noErrorCaching: readonly ErrorResponse[] = statuses.map((httpStatus) => ({
  httpStatus,
  ttl: Duration.seconds(0),
}))
