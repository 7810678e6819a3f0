/**
 * The WebSocket API by its name, and how CloudFront leads to it. Like the other API it is made here empty, because functions must
 * know its address before it can have them.
 */
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Function as CloudFrontFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront'
import type { Construct } from 'constructs'
import { prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { apiStage } from './api-stage.ts'

export function socketsApi(scope: Construct, settings: StageSettings): CfnApi {
  const api = new CfnApi(scope, 'Sockets', {
    name: `${prefixOf(settings)}-sockets`,
    description: 'Sealform, at /v1/events.',
    protocolType: 'WEBSOCKET',
    // Nobody says anything: no message finds a route.
    routeSelectionExpression: '$request.body.action',
  })
  api.overrideLogicalId('SocketsApi')
  return api
}

/** Where its functions find the sockets of the one stage. */
export const socketsAddress = (api: CfnApi): string => `${api.attrApiEndpoint}/${apiStage}`

/**
 * A WebSocket API has one path, which is its stage; whatever else is asked of it is 403. A path that CloudFront puts before the
 * viewer's would leave the viewer's behind it, so the path is replaced.
 */
export const socketsPathCode = `function handler(event) {
  event.request.uri = '/${apiStage}';
  return event.request;
}
`

export const socketsPathFunction = (scope: Construct, settings: StageSettings): CloudFrontFunction =>
  new CloudFrontFunction(scope, 'SocketsPath', {
    functionName: `${prefixOf(settings)}-sockets-path`,
    comment: 'Leads /v1/events to the WebSocket API.',
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(socketsPathCode),
  })
