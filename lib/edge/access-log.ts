/**
 * The allow-list of the fields in the access log. It contains the resource instead of the path, because the handlers'
 * own log contains the ids. The connection is the address that API Gateway sees: CloudFront's, or that of a caller who
 * bypassed CloudFront. The handlers' log has the caller's own address.
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
  connection: '$context.identity.sourceIp',
  tls: '$context.tlsVersion',
} as const
