/**
 * The WebSocket API, and how CloudFront reaches it. Like the REST API, it is created without routes, because its
 * functions need to know its address first.
 */
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Function as CloudFrontFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { accountWideNameOf, prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { apiStage } from './api-stage.ts'

export function socketsApi(scope: Construct, settings: StageSettings): CfnApi {
  const api = new CfnApi(scope, 'Sockets', {
    name: `${prefixOf(settings)}-sockets`,
    description: 'Sealform, at /v1/events.',
    protocolType: 'WEBSOCKET',
    // Clients send no messages, so no route matches.
    routeSelectionExpression: '$request.body.action',
  })
  api.overrideLogicalId('SocketsApi')
  return api
}

/** The address at which functions reach the sockets of the only stage. */
export const socketsAddress = (api: CfnApi): string => `${api.attrApiEndpoint}/${apiStage}`

/**
 * Replaces the path of a request. A WebSocket API has only one path, which is its stage, and responds with 403 to all
 * others. CloudFront's own setting, the origin path, can only add a prefix to the viewer's path.
 */
export const socketsPathCode = `function handler(event) {
  event.request.uri = '/${apiStage}';
  return event.request;
}
`

export const socketsPathFunction = (scope: Construct, settings: StageSettings): CloudFrontFunction =>
  new CloudFrontFunction(scope, 'SocketsPath', {
    functionName: accountWideNameOf(settings, 'sockets-path'),
    comment: 'Routes /v1/events to the WebSocket API.',
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(socketsPathCode),
  })
