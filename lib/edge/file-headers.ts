import { Duration } from 'aws-cdk-lib'
import { HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { accountWideNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { fileHeaders } from './pages/page-file.ts'

/** Requires HTTPS for two years, like the API's own header. */
const strictTransport = { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true } as const

/**
 * Adds headers to the bucket's files. The local server sends the same headers. The documents and the API set their own
 * headers.
 */
export const fileHeadersPolicy = (scope: Construct, settings: StageSettings): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'FileHeaders', {
    responseHeadersPolicyName: accountWideNameOf(settings, 'files'),
    comment: 'For scripts, styles and pictures.',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: fileHeaders['Content-Security-Policy'], override: true },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: strictTransport,
    },
    // CloudFront sends these headers if a request has an `Origin` header. A request with `crossorigin` always has one.
    corsBehavior: {
      accessControlAllowOrigins: [fileHeaders['Access-Control-Allow-Origin']],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      originOverride: true,
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: 'Cross-Origin-Resource-Policy',
          value: fileHeaders['Cross-Origin-Resource-Policy'],
          override: true,
        },
      ],
    },
    removeHeaders: ['Server', 'x-amz-server-side-encryption', 'x-amz-version-id'],
  })
