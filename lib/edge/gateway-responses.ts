/** The responses that API Gateway generates, with the texts and headers of the handlers. */
import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway'
import type { Construct } from 'constructs'
import { type RefusalCode, refusals } from '../../contracts/problem.ts'
import { problemResponse } from '../../lambdas/http/response.ts'

/**
 * Every type of response that API Gateway generates, and the contract's refusal to which it maps.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayRefusals = {
  UNAUTHORIZED: 'not-signed-in',
  // The authorizer denies the request, or the request bypassed CloudFront.
  ACCESS_DENIED: 'not-permitted',
  // The account's administrators attached a firewall.
  WAF_FILTERED: 'not-permitted',
  // The path does not exist. A signed request also gets this response, because no method accepts a signature.
  MISSING_AUTHENTICATION_TOKEN: 'not-found',
  INVALID_SIGNATURE: 'not-found',
  EXPIRED_TOKEN: 'not-found',
  RESOURCE_NOT_FOUND: 'not-found',
  DEFAULT_4XX: 'not-found',
  // No caller has an API key, and only the methods that no step defines require one.
  INVALID_API_KEY: 'method-not-allowed',
  REQUEST_TOO_LARGE: 'too-large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported-media-type',
  BAD_REQUEST_BODY: 'not-valid',
  BAD_REQUEST_PARAMETERS: 'not-valid',
  THROTTLED: 'too-many-requests',
  QUOTA_EXCEEDED: 'too-many-requests',
  AUTHORIZER_FAILURE: 'try-again',
  AUTHORIZER_CONFIGURATION_ERROR: 'try-again',
  API_CONFIGURATION_ERROR: 'try-again',
  INTEGRATION_FAILURE: 'try-again',
  INTEGRATION_TIMEOUT: 'try-again',
  DEFAULT_5XX: 'try-again',
} as const satisfies Record<string, RefusalCode>

/** How API Gateway inserts the id of a request into its responses. */
const requestId = { inBody: '$context.requestId', inHeader: 'context.requestId' }

/** Returns a response template for a refusal, as the handlers send it. */
export function problemTemplate(code: RefusalCode): {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
} {
  const retryAfterSeconds = code === 'too-many-requests' ? 1 : undefined
  const { body, headers } = problemResponse(
    { refused: code, ...(retryAfterSeconds && { retryAfterSeconds }) },
    requestId.inBody,
  )
  return { body, headers }
}

/**
 * Returns a header value in API Gateway's syntax. Its own variables have no quotation marks, and all other values do.
 */
export const quoted = (value: string): string => (value === requestId.inBody ? requestId.inHeader : `'${value}'`)

export function gatewayResponses(scope: Construct, restApiId: string): readonly CfnGatewayResponse[] {
  return Object.entries(gatewayRefusals).map(([responseType, code]) => {
    const { body, headers } = problemTemplate(code)
    return new CfnGatewayResponse(scope, responseType, {
      restApiId,
      responseType,
      statusCode: String(refusals[code].status),
      responseTemplates: { 'application/json': body },
      responseParameters: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, quoted(value)]),
      ),
    })
  })
}
