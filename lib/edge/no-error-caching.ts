/**
 * CloudFront keeps a failure for ten seconds and hands it to whoever asks for the same path, though the API says `no-store` and
 * the cache policy keeps nothing: of a 500, 502, 503 or 504 it heeds neither. `/v1/site` is one path for the callers of all
 * sites, so that one caller's failure would be everybody's. Each status that can be told to be kept for no time is told so.
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
