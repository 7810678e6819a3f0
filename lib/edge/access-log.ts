/**
 * The allow-list of the fields in the access log. It contains the resource instead of the path, because the handlers'
 * own log contains the ids. It omits the address, which is CloudFront's. The firewall's log contains the caller's own
 * address, and its entry has the same time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const accessLogFormat = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  step: '$context.operationName',
  status: '$context.status',
  error: '$context.error.responseType',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  handlerMilliseconds: '$context.integration.latency',
  authorizerMilliseconds: '$context.authorizer.latency',
  firewall: '$context.waf.status',
  tls: '$context.tlsVersion',
} as const
