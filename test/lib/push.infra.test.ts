import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>

describe.each(stages)('the push channel of %s', (stage) => {
  const { all, one } = byStage[stage]
  const routes = all('AWS::ApiGatewayV2::Route').map(({ properties }) => properties)
  const functionNamed = (name: string) =>
    all('AWS::Lambda::Function').find(({ properties }) => properties.FunctionName === `sealform-${stage}-${name}`)

  test('is a WebSocket API that has only the routes to connect and disconnect, and accepts no messages', () => {
    expect(one('AWS::ApiGatewayV2::Api').properties).toMatchObject({ ProtocolType: 'WEBSOCKET' })
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(['$connect', '$disconnect'])
  })

  test('calls the authorizer for each connection that has a ticket, and rejects all other connections', () => {
    const { id, properties } = one('AWS::ApiGatewayV2::Authorizer')
    expect(properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerUri: expect.stringMatching(/functions\/<Functionsconnectauthorizer\w+\.Arn>\/invocations$/),
      IdentitySource: ['route.request.header.Sec-WebSocket-Protocol'],
    })
    expect(properties).not.toHaveProperty('AuthorizerResultTtlInSeconds')
    const opening = routes.find(({ RouteKey }) => RouteKey === '$connect')
    expect(opening).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: `<${id}>` })
  })

  test('lets API Gateway call each function only for its route, and the authorizer only for authorization', () => {
    const permissions = all('AWS::Lambda::Permission').filter(
      ({ stack, properties }) => stack === 'push' && properties.Principal === 'apigateway.amazonaws.com',
    )
    const sources = permissions.map(({ properties }) => String(properties.SourceArn).replace(/^.*<SocketsApi>/, ''))
    expect(sources.sort()).toEqual([expect.stringMatching(/^\/authorizers\/</), '/live/$connect', '/live/$disconnect'])
  })

  test('throttles connections, does not trace, and logs neither the ticket nor any other header', () => {
    const { AccessLogSettings, DefaultRouteSettings } = one('AWS::ApiGatewayV2::Stage').properties
    expect(DefaultRouteSettings).toMatchObject({
      DataTraceEnabled: false,
      LoggingLevel: 'OFF',
      // Costs money for each route and metric, and nothing reads it.
      DetailedMetricsEnabled: false,
    })
    const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = z
      .looseObject({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })
      .parse(DefaultRouteSettings)
    expect([rate, burst]).toEqual([100, 200])
    const { Format } = z.looseObject({ Format: z.string() }).parse(AccessLogSettings)
    expect(Object.values(z.record(z.string(), z.string()).parse(JSON.parse(Format))).sort()).toEqual(
      [
        ...['requestId', 'requestTimeEpoch', 'routeKey', 'eventType', 'status', 'error.responseType'],
        ...['authorizer.latency', 'integration.latency'],
      ]
        .map((name) => `$context.${name}`)
        .sort(),
    )
  })

  test('is reached through CloudFront at the path in the contract, with the origin secret', () => {
    const Config = z.looseObject({
      CacheBehaviors: z.array(z.looseObject({ PathPattern: z.string(), TargetOriginId: z.string() })),
      Origins: z.array(z.looseObject({ Id: z.string() })),
    })
    const config = Config.parse(one('AWS::CloudFront::Distribution').properties.DistributionConfig)
    const behaviour = config.CacheBehaviors.find(({ PathPattern }) => PathPattern === '/v1/events')
    expect(behaviour).toMatchObject({
      ViewerProtocolPolicy: 'https-only',
      AllowedMethods: ['GET', 'HEAD'],
      // Caching disabled; every header of the viewer except Host, including the subprotocols.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: expect.stringMatching(/SocketsPath/) }],
    })
    const origin = config.Origins.find(({ Id }) => Id === behaviour?.TargetOriginId)
    expect(origin).toMatchObject({
      DomainName: expect.stringMatching(/^<SocketsApi>\.execute-api\./),
      OriginCustomHeaders: [
        {
          HeaderName: 'x-sealform-origin',
          HeaderValue: expect.stringMatching(/^\{\{resolve:secretsmanager:<FrontOriginSecret/),
        },
      ],
    })
    expect(origin).not.toHaveProperty('OriginPath')
    const { FunctionCode: code } = one('AWS::CloudFront::Function', /SocketsPath/).properties
    const event = { request: { uri: '/v1/events', headers: { host: { value: 'forms.example.com' } } } }
    expect(runInNewContext(`${code}; handler(event)`, { event })).toEqual({
      uri: '/live',
      headers: { host: { value: 'forms.example.com' } },
    })
  })

  test('is checked every minute for sockets whose sign-in has ended, and only its own rule can start this check', () => {
    const rule = all('AWS::Events::Rule').find(({ properties }) => /check-connections/.test(String(properties.Name)))
    expect(rule?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Arn: expect.stringMatching(/^<Functionscheckconnections\w+\.Arn>$/) }],
    })
    const callers = all('AWS::Lambda::Permission').filter(({ properties }) =>
      /checkconnections/.test(String(properties.FunctionName)),
    )
    expect(callers.map(({ properties }) => properties.SourceArn)).toEqual([`<${rule?.id}.Arn>`])
  })

  test('is outside the isolated network, which cannot reach it', () => {
    for (const name of ['connect-authorizer', 'open-socket', 'close-socket', 'check-connections', 'publish-events']) {
      expect([name, functionNamed(name) !== undefined]).toEqual([name, true])
      expect(functionNamed(name)?.properties).not.toHaveProperty('VpcConfig')
    }
    const inside = all('AWS::Lambda::Function').filter(({ properties }) => 'VpcConfig' in properties)
    expect(inside.length).toBeGreaterThan(5)
    expect(JSON.stringify(inside)).not.toMatch(/SOCKETS_ADDRESS|SocketsApi/)
  })

  test('receives the events about forms, conversations and ended sign-ins', () => {
    const reader = all('AWS::Lambda::EventSourceMapping').find(({ properties }) =>
      /publishevents/.test(String(properties.FunctionName)),
    )
    const filter = JSON.stringify(reader?.properties.FilterCriteria)
    const prefixes = ['form-', 'submission-', 'conversation-closed', 'conversation-transferred', 'signed-out']
    for (const prefix of [...prefixes, 'operator-disabled']) expect(filter).toContain(prefix)
  })
  test('abuse 45: reads small batches in parallel, and drops a record if it cannot be published within an hour', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping').map(({ properties }) => properties)
    const publisher = mappings.find(({ FunctionName }) => /publishevents/.test(String(FunctionName)))
    expect(publisher).toMatchObject({
      BatchSize: 100,
      ParallelizationFactor: 10,
      // A record is pushed at once: no batch waits for more of them.
      MaximumBatchingWindowInSeconds: 0,
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 3_600,
      DestinationConfig: { OnFailure: { Destination: expect.stringMatching(/^<ReadersUnread\w*\.Arn>$/) } },
    })
    const exporter = mappings.find(({ FunctionName }) => /exportaudit/.test(String(FunctionName)))
    expect(exporter).toMatchObject({ BatchSize: 500, MaximumRecordAgeInSeconds: 86_400 })
  })

  test('abuse 45: lets the function that opens a socket close the oldest socket of the same sign-in', () => {
    const environment = z
      .looseObject({ Variables: z.looseObject({ SOCKETS_ADDRESS: z.string() }) })
      .parse(functionNamed('open-socket')?.properties.Environment)
    expect(environment.Variables.SOCKETS_ADDRESS).toBe('<SocketsApi.ApiEndpoint>/live')
  })
})
