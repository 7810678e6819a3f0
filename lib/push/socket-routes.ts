/**
 * The routes of the WebSocket API, with the authorizer, the handlers for opened and closed sockets, throttles, and an
 * access log.
 */
import { Fn } from 'aws-cdk-lib'
import { type CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { apiStage } from '../edge/api-stage.ts'
import { invocationUri } from '../edge/methods.ts'
import { logGroup } from '../monitoring/log-group.ts'
import { logGroupNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'

export interface SocketRoutesProps {
  readonly settings: StageSettings
  readonly api: CfnApi
  readonly logsKey: IKey
  readonly functions: Readonly<Record<'authorizer' | 'openSocket' | 'closeSocket', IFunction>>
}

/** The limit for all tabs together. Each tab opens a socket every two hours. */
const connectsPerSecond = 100

/** The allow-list of the fields in the access log. The ticket is in a header, and no header is logged. */
const accessLogFormat = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  event: '$context.eventType',
  status: '$context.status',
  error: '$context.error.responseType',
  authorizerMilliseconds: '$context.authorizer.latency',
  handlerMilliseconds: '$context.integration.latency',
} as const

export class SocketRoutes extends Construct {
  readonly accessLog: LogGroup

  constructor(scope: Construct, id: string, { settings, api, logsKey, functions }: SocketRoutesProps) {
    super(scope, id)
    const { authorizer, openSocket, closeSocket } = functions
    const uriOf = (handler: IFunction) => invocationUri(settings, handler)
    const mayCall = (name: string, handler: IFunction, path: string) =>
      new CfnPermission(this, `${name} may be called`, {
        action: 'lambda:InvokeFunction',
        functionName: handler.functionArn,
        principal: 'apigateway.amazonaws.com',
        sourceArn: Fn.join('', [`arn:aws:execute-api:${settings.region}:${settings.account}:`, api.ref, path]),
      })
    // API Gateway calls the authorizer for each new socket, without caching.
    const socketAuthorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId: api.ref,
      name: 'ticket',
      authorizerType: 'REQUEST',
      authorizerUri: uriOf(authorizer),
      // Without this header, API Gateway responds with 401 and does not call the authorizer.
      identitySource: ['route.request.header.Sec-WebSocket-Protocol'],
    })
    mayCall('authorizer', authorizer, `/authorizers/${socketAuthorizer.ref}`)
    const route = (name: string, routeKey: string, handler: IFunction, authorization: object) => {
      const integration = new CfnIntegration(this, name, {
        apiId: api.ref,
        integrationType: 'AWS_PROXY',
        integrationUri: uriOf(handler),
      })
      mayCall(name, handler, `/${apiStage}/${routeKey}`)
      return new CfnRoute(this, `${name} route`, {
        apiId: api.ref,
        routeKey,
        target: `integrations/${integration.ref}`,
        ...authorization,
      })
    }
    const routes = [
      route('opened', '$connect', openSocket, { authorizationType: 'CUSTOM', authorizerId: socketAuthorizer.ref }),
      route('closed', '$disconnect', closeSocket, {}),
    ]
    this.accessLog = logGroup(this, 'SocketAccess', {
      settings,
      name: logGroupNameOf(settings, 'sockets'),
      key: logsKey,
    })
    const stage = new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: apiStage,
      autoDeploy: true,
      accessLogSettings: {
        // Remove the `:*` that CloudFormation appends to the ARN of a log group.
        destinationArn: Fn.select(0, Fn.split(':*', this.accessLog.logGroupArn)),
        format: JSON.stringify(accessLogFormat),
      },
      defaultRouteSettings: {
        dataTraceEnabled: false,
        loggingLevel: 'OFF',
        // The metrics for all routes together are free.
        detailedMetricsEnabled: false,
        throttlingRateLimit: connectsPerSecond,
        throttlingBurstLimit: connectsPerSecond * 2,
      },
    })
    for (const each of routes) stage.addResourceDependency(each)
  }
}
