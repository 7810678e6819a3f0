/**
 * The fields of the access log, by allow-list. It has the resource instead of the path, because ids are in the
 * handlers' own log. It omits the address, which is CloudFront's; the caller's own is in the firewall's log at the same
 * time.
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
