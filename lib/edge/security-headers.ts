import { Duration } from 'aws-cdk-lib'
import { HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

/** Two years, as the API says. */
const strictTransport = { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override: true } as const

/**
 * The headers of the pages: scripts and styles of our own alone, no third party at all, in a frame of the origins that the
 * stage lists and of no other.
 */
export function securityHeaders(scope: Construct, settings: StageSettings): ResponseHeadersPolicy {
  const { embeddingOrigins } = settings
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' https: data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${["'self'", ...embeddingOrigins].join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
    'upgrade-insecure-requests',
  ].join('; ')
  return new ResponseHeadersPolicy(scope, 'PageHeaders', {
    responseHeadersPolicyName: `${prefixOf(settings)}-pages`,
    comment: 'For the pages; the API says its own.',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: strictTransport,
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=()', override: true },
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
      ],
    },
    removeHeaders: ['Server', 'x-amz-server-side-encryption', 'x-amz-version-id'],
  })
}
