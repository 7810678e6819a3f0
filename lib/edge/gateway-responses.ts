/** What API Gateway answers by itself, in the words and with the headers of the handlers. */
import { CfnGatewayResponse } from 'aws-cdk-lib/aws-apigateway'
import type { Construct } from 'constructs'
import { type RefusalCode, refusals } from '../../contracts/problem.ts'
import { problemResponse } from '../../lambdas/http/response.ts'

/**
 * Every kind of answer that API Gateway makes, and the refusal of the contract that it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export const gatewayRefusals = {
  UNAUTHORIZED: 'not-signed-in',
  ACCESS_DENIED: 'not-permitted',
  // What came past CloudFront. It is told nothing of what there is.
  WAF_FILTERED: 'not-permitted',
  // A path that is not there, whatever came along to prove who asks: no method here takes a signature.
  MISSING_AUTHENTICATION_TOKEN: 'not-found',
  INVALID_SIGNATURE: 'not-found',
  EXPIRED_TOKEN: 'not-found',
  RESOURCE_NOT_FOUND: 'not-found',
  DEFAULT_4XX: 'not-found',
  // Nobody has an API key, and only the methods that no step takes ask for one.
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

/** How API Gateway writes the id of a request into what it answers. */
const requestId = { inBody: '$context.requestId', inHeader: 'context.requestId' }

/** A refusal as the handlers write it, as a template. */
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

/** Values of headers as API Gateway takes them: its own in words, everything else in quotation marks. */
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
