import { runInNewContext } from 'node:vm'
import { CachePolicy, OriginRequestPolicy } from 'aws-cdk-lib/aws-cloudfront'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { Problem, refusals } from '../../contracts/problem.ts'
import { protocol } from '../../contracts/protocol.ts'
import { manifestName } from '../../lambdas/edge/page-manifest.ts'
import { gatewayRefusals } from '../../lib/edge/gateway-responses.ts'
import { noErrorCaching } from '../../lib/edge/no-error-caching.ts'
import { fileHeaders } from '../../lib/edge/pages/page-file.ts'
import { viewerAddressHeader } from '../../lib/edge/viewer-address.ts'
import { stepNames } from '../../lib/grants.ts'
import { statementsOf } from './policies.ts'
import { pages, type StageName, stages, synthesise } from './synthesised.ts'

const byStage = { demo: synthesise('demo'), production: synthesise('production') } satisfies Record<StageName, unknown>
const Text = z.record(z.string(), z.string())
const variablesOf = ({ Environment }: Readonly<Record<string, unknown>>) =>
  z.looseObject({ Variables: Text }).safeParse(Environment).data?.Variables ?? {}

describe.each(stages)('the API of %s', (stage) => {
  const { all, one } = byStage[stage]
  const methods = all('AWS::ApiGateway::Method').map(({ properties }) => properties)

  test('has one method for each step of the protocol, the methods of the pages, and no other method', () => {
    const resources = new Map(all('AWS::ApiGateway::Resource').map(({ id, properties }) => [`<${id}>`, properties]))
    const pathOf = (id: string): string => {
      const resource = resources.get(id)
      return resource === undefined ? '' : `${pathOf(String(resource.ParentId))}/${resource.PathPart}`
    }
    const taken = methods.filter(({ HttpMethod }) => HttpMethod !== 'ANY')
    expect(taken.map((each) => `${each.HttpMethod} ${pathOf(String(each.ResourceId))}`).sort()).toEqual(
      [
        ...stepNames.map((step) => `${protocol[step].method} ${protocol[step].path}`),
        ...['/form/{siteId}', '/agent/{siteId}', '/agent', '/admin'].flatMap((path) => [`GET ${path}`, `HEAD ${path}`]),
      ].sort(),
    )
  })

  test('serves the pages without authorization from one function, which knows the origins that may frame a page without a site', () => {
    const ofPages = methods.filter(({ OperationName }) => OperationName === 'serve-page')
    expect(ofPages).toHaveLength(8)
    for (const method of ofPages) expect(method).toMatchObject({ AuthorizationType: 'NONE' })
    const serving = all('AWS::Lambda::Function').find(({ properties }) =>
      String(properties.FunctionName).endsWith('-serve-page'),
    )
    const origins = stage === 'demo' ? [] : ['https://chat.example.com', 'https://desk.example.com']
    expect(JSON.parse(variablesOf(serving?.properties ?? {}).EMBEDDING_ORIGINS ?? '')).toEqual(origins)
  })

  test.each(stepNames)('uses the authorizer for %s if, and only if, its callers sign in', (step) => {
    const method = methods.find(({ OperationName }) => OperationName === step)
    const signsIn = ['person', 'chat-backend'].includes(protocol[step].caller)
    expect(method?.AuthorizationType).toBe(signsIn ? 'CUSTOM' : 'NONE')
    expect(method?.AuthorizerId !== undefined).toBe(signsIn)
    expect(method?.Integration).toMatchObject({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' })
  })

  test('caches the result of the authorizer by the Authorization header, for five minutes', () => {
    const { properties } = one('AWS::ApiGateway::Authorizer')
    expect(properties).toMatchObject({ Type: 'REQUEST', AuthorizerResultTtlInSeconds: 300 })
    expect(properties).toMatchObject({ IdentitySource: 'method.request.header.Authorization' })
  })

  test('accepts requests over TLS 1.2 or later, and passes their bodies on unchanged', () => {
    expect(one('AWS::ApiGateway::RestApi').properties).toMatchObject({
      BinaryMediaTypes: ['*/*'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_2021_06',
      EndpointAccessMode: 'STRICT',
    })
  })

  test('denies every request without the secret that CloudFront adds, before it calls the authorizer', () => {
    const [allow, deny, ...others] = statementsOf(one('AWS::ApiGateway::RestApi').properties.Policy)
    const everyCall = { Principal: '*', Action: ['execute-api:Invoke'], Resource: ['execute-api:/*'] }
    expect(allow).toMatchObject({ Effect: 'Allow', ...everyCall })
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
    expect(deny).toMatchObject({ Effect: 'Deny', ...everyCall })
    expect(deny?.Condition).toEqual({
      StringNotLike: {
        'aws:Referer': [expect.stringMatching(/^\{\{resolve:secretsmanager:<FrontOriginSecret.*\}\}\*$/)],
      },
    })
    expect(others).toEqual([])
  })

  test('logs no request data, caches nothing and throttles each step separately', () => {
    const { MethodSettings, TracingEnabled } = one('AWS::ApiGateway::Stage').properties
    const settings = z.array(z.looseObject({ ResourcePath: z.string(), HttpMethod: z.string() })).parse(MethodSettings)
    expect(TracingEnabled).toBe(false)
    expect(settings.map((each) => `${each.HttpMethod} ${each.ResourcePath}`).sort()).toEqual(
      [
        '* /*',
        ...stepNames.map((step) => `${protocol[step].method} /${protocol[step].path.replaceAll('/', '~1')}`),
      ].sort(),
    )
    for (const each of settings) {
      expect(each).toMatchObject({ DataTraceEnabled: false, LoggingLevel: 'OFF', CachingEnabled: false })
      expect(each.ThrottlingBurstLimit).toBe(Number(each.ThrottlingRateLimit) * 2)
    }
  })

  test('has no metrics for each method, because they would cost money and nothing uses them', () => {
    const { MethodSettings } = one('AWS::ApiGateway::Stage').properties
    const settings = z.array(z.looseObject({ MetricsEnabled: z.boolean() })).parse(MethodSettings)
    expect(settings.length).toBeGreaterThan(stepNames.length)
    expect(settings.filter(({ MetricsEnabled }) => MetricsEnabled)).toEqual([])
    const read = JSON.stringify(all('AWS::CloudWatch::Alarm')) + JSON.stringify(one('AWS::CloudWatch::Dashboard'))
    expect(read).toContain('"AWS/ApiGateway"')
    expect(read).not.toMatch(/"Name":"(Method|Resource)"/)
  })

  test('logs only the listed fields of a request', () => {
    const { AccessLogSetting } = one('AWS::ApiGateway::Stage').properties
    const { Format } = z.looseObject({ Format: z.string() }).parse(AccessLogSetting)
    expect(Object.values(Text.parse(JSON.parse(Format))).sort()).toEqual(
      [
        ...['requestId', 'requestTimeEpoch', 'httpMethod', 'resourcePath', 'operationName', 'status'],
        ...['error.responseType', 'responseLength', 'responseLatency', 'integration.latency', 'authorizer.latency'],
        ...['identity.sourceIp', 'tlsVersion'],
      ]
        .map((name) => `$context.${name}`)
        .sort(),
    )
  })

  test('responds with 405 to all other methods of each path, before it reads a body', () => {
    const others = methods.filter(({ HttpMethod }) => HttpMethod === 'ANY')
    expect(others).toHaveLength(new Set(stepNames.map((step) => protocol[step].path)).size + 4)
    for (const each of others) {
      expect(each).toMatchObject({ ApiKeyRequired: true, AuthorizationType: 'NONE', Integration: { Type: 'MOCK' } })
    }
    expect(all('AWS::ApiGateway::ApiKey')).toEqual([])
    expect(gatewayRefusals.INVALID_API_KEY).toBe('method-not-allowed')
    // One response for all paths cannot list the methods of a path: docs/proven.md documents the difference from the
    // local run.
    const response = all('AWS::ApiGateway::GatewayResponse').find(
      ({ properties }) => properties.ResponseType === 'INVALID_API_KEY',
    )
    expect(response?.properties.ResponseParameters).not.toHaveProperty(['gatewayresponse.header.Allow'])
  })

  test('lets API Gateway call each step’s function only for its own method and path', () => {
    const permissions = all('AWS::Lambda::Permission').filter(
      ({ stack, properties }) => stack === 'api' && properties.Principal === 'apigateway.amazonaws.com',
    )
    const sources = permissions.map(({ properties }) => String(properties.SourceArn).replace(/^.*<RestApi>/, ''))
    const steps = stepNames.map(
      (step) => `/live/${protocol[step].method}${protocol[step].path.replaceAll(/\{\w+\}/g, '*')}`,
    )
    const pages = ['/form/*', '/agent/*', '/agent', '/admin'].flatMap((path) => [
      `/live/GET${path}`,
      `/live/HEAD${path}`,
    ])
    const wanted = [...steps, ...pages].sort()
    expect(sources.filter((source) => !source.startsWith('/authorizers/')).sort()).toEqual(wanted)
    expect(sources.filter((source) => source.startsWith('/authorizers/'))).toHaveLength(1)
  })
})

describe('API Gateway’s own responses', () => {
  const responses = byStage.production.all('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties)

  test.each(Object.entries(gatewayRefusals))(
    'return %s as %s, with the format and the headers in the contract',
    (type, code) => {
      const response = responses.find(({ ResponseType }) => ResponseType === type)
      const template = Text.parse(response?.ResponseTemplates)['application/json'] ?? ''
      const problem = Problem.parse(JSON.parse(template))
      expect(response?.StatusCode).toBe(String(refusals[code].status))
      expect(problem).toMatchObject({ code, status: refusals[code].status, requestId: '$context.requestId' })
      const headers = Text.parse(response?.ResponseParameters)
      expect(headers).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
        'gatewayresponse.header.Referrer-Policy': "'no-referrer'",
        'gatewayresponse.header.Strict-Transport-Security': "'max-age=63072000; includeSubDomains'",
        'gatewayresponse.header.X-Request-Id': 'context.requestId',
      })
      expect('gatewayresponse.header.Retry-After' in headers).toBe(['try-again', 'too-many-requests'].includes(code))
      expect('gatewayresponse.header.WWW-Authenticate' in headers).toBe(code === 'not-signed-in')
    },
  )

  test('exist for each failure in the contract', () => {
    expect(gatewayRefusals).toMatchObject({
      AUTHORIZER_FAILURE: 'try-again',
      UNAUTHORIZED: 'not-signed-in',
      MISSING_AUTHENTICATION_TOKEN: 'not-found',
      REQUEST_TOO_LARGE: 'too-large',
      DEFAULT_5XX: 'try-again',
    })
    expect(responses).toHaveLength(Object.keys(gatewayRefusals).length)
  })
})

describe.each(stages)('the distribution of %s', (stage) => {
  const { all, one, fileBesideCode } = byStage[stage]
  const { DistributionConfig } = one('AWS::CloudFront::Distribution').properties
  const Behaviour = z.looseObject({ ViewerProtocolPolicy: z.string() })
  const config = z
    .looseObject({
      CacheBehaviors: z.array(Behaviour),
      DefaultCacheBehavior: Behaviour,
      Origins: z.array(z.looseObject({})),
      ViewerCertificate: z.optional(z.looseObject({})),
      WebACLId: z.string(),
    })
    .parse(DistributionConfig)

  test('serves the files and the API from a single origin, and serves /v1 uncached and only over TLS', () => {
    expect(config.CacheBehaviors.slice(0, 2).map(({ PathPattern }) => PathPattern)).toEqual(['/v1/events', '/v1/*'])
    expect(config.CacheBehaviors.slice(1, 2)).toEqual([
      expect.objectContaining({
        PathPattern: '/v1/*',
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        FunctionAssociations: [
          {
            EventType: 'viewer-request',
            FunctionARN: expect.stringMatching(/^<FrontViewerAddress\w+[.]FunctionARN>$/),
          },
        ],
      }),
    ])
    expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https')
  })

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
  test('passes If-Match and ETag on unchanged, because it forwards all headers and neither caches nor compresses', () => {
    const [, api] = config.CacheBehaviors
    expect(api).toMatchObject({
      PathPattern: '/v1/*',
      CachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
      OriginRequestPolicyId: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER.originRequestPolicyId,
      Compress: false,
      AllowedMethods: expect.arrayContaining(['PUT', 'PATCH']),
    })
    expect(api).not.toHaveProperty('ResponseHeadersPolicyId')
  })

  test('caches the documents from the API for one minute, by their paths only', () => {
    const documents = config.CacheBehaviors.slice(2)
    expect(documents.map(({ PathPattern }) => PathPattern)).toEqual(['/form/*', '/agent/*', '/agent', '/admin'])
    const [, apiBehaviour] = config.CacheBehaviors
    for (const behaviour of documents) {
      expect(behaviour).toMatchObject({
        TargetOriginId: apiBehaviour?.TargetOriginId,
        AllowedMethods: ['GET', 'HEAD'],
        ViewerProtocolPolicy: 'redirect-to-https',
        CachePolicyId: expect.stringMatching(/^<FrontOneMinute/),
      })
      expect(behaviour).not.toHaveProperty('OriginRequestPolicyId')
    }
    expect(one('AWS::CloudFront::CachePolicy').properties.CachePolicyConfig).toMatchObject({
      MinTTL: 60,
      DefaultTTL: 60,
      MaxTTL: 60,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    })
  })

  test('caches no error of the API, so that no caller gets another caller’s error', () => {
    const kept = z.array(z.looseObject({ ErrorCode: z.number() })).parse(config.CustomErrorResponses)
    expect(kept.map(({ ErrorCode }) => ErrorCode)).toEqual([400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504])
    // A page or status here would replace the origin's response.
    for (const each of kept) expect(each).toEqual({ ErrorCode: each.ErrorCode, ErrorCachingMinTTL: 0 })
  })

  test('adds a generated secret to each request that it sends to the API', () => {
    const api = config.Origins.find(({ DomainName }) => String(DomainName).startsWith('<RestApi>'))
    expect(api).toMatchObject({
      DomainName: expect.stringMatching(/^<RestApi>\.execute-api\./),
      OriginPath: '/live',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      OriginCustomHeaders: ['x-sealform-origin', 'referer'].map((HeaderName) => ({
        HeaderName,
        HeaderValue: expect.stringMatching(/^\{\{resolve:secretsmanager:<FrontOriginSecret/),
      })),
    })
    expect(one('AWS::SecretsManager::Secret').properties).toMatchObject({
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    })
  })

  test('abuse 27: passes the caller’s address to the API, regardless of the caller’s own headers', () => {
    const {
      FunctionCode: code,
      FunctionConfig,
      AutoPublish,
    } = one('AWS::CloudFront::Function', /ViewerAddress/).properties
    expect({ FunctionConfig, AutoPublish }).toMatchObject({
      FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
      AutoPublish: true,
    })
    const spoofed = { value: '203.0.113.9', multiValue: [{ value: '203.0.113.9' }, { value: '203.0.113.10' }] }
    const event = {
      viewer: { ip: '2001:db8::1' },
      request: { method: 'GET', headers: { [viewerAddressHeader]: spoofed, host: { value: 'forms.example.com' } } },
    }
    expect(runInNewContext(`${code}; handler(event)`, { event })).toEqual({
      method: 'GET',
      headers: { [viewerAddressHeader]: { value: '2001:db8::1' }, host: { value: 'forms.example.com' } },
    })
  })

  test('makes every handler read the caller’s address from a header that only CloudFront can set', () => {
    const names = [...stepNames, 'serve-page'].map((name) => `sealform-${stage}-${name}`)
    const steps = all('AWS::Lambda::Function').filter(({ properties }) =>
      names.includes(String(properties.FunctionName)),
    )
    // Every step, and the function that serves the pages.
    expect(steps).toHaveLength(Object.keys(protocol).length + 1)
    for (const { properties } of steps) expect(variablesOf(properties).VIEWER_ADDRESS_HEADER).toBe(viewerAddressHeader)
  })

  test('has a secret that is rotated every thirty days', () => {
    expect(one('AWS::SecretsManager::RotationSchedule').properties).toMatchObject({
      RotationRules: { ScheduleExpression: 'rate(30 days)' },
      RotationLambdaARN: expect.stringMatching(/^<Rotationrotateoriginheader/),
    })
  })

  test('stores the pages in a bucket that only the distribution may read, over TLS', () => {
    const { properties } = one('AWS::S3::Bucket', 'PagesBucket')
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    })
    const policy = all('AWS::S3::BucketPolicy').find(({ properties: { Bucket } }) => Bucket === '<PagesBucket>')
    const statements = statementsOf(policy?.properties.PolicyDocument)
    const readers = statements.filter(({ Effect, Action }) => Effect === 'Allow' && Action.includes('s3:GetObject'))
    expect(readers.map(({ Principal }) => Principal)).toEqual([{ Service: 'cloudfront.amazonaws.com' }])
    expect(JSON.stringify(readers[0]?.Condition)).toContain('distribution/<Distribution>')
    expect(statements.some(({ Effect, Condition }) => Effect === 'Deny' && 'Bool' in Condition)).toBe(true)
  })

  test('uploads the pages before any function serves a document that refers to them', () => {
    const { properties } = one('Custom::Pages')
    expect(properties).toEqual({
      ServiceToken: expect.stringMatching(/^<Pagesuploadpages\w+\.Arn>$/),
      ServiceTimeout: '240',
      Version: expect.stringMatching(/^[0-9a-f]{32}$/),
      WhenRemoved: stage === 'demo' ? 'deleted' : 'kept',
    })
    expect(fileBesideCode('upload-pages', manifestName)).toEqual({
      version: properties.Version,
      files: pages.map(({ path, contentType, cacheControl }) => ({ path, contentType, cacheControl })),
    })
    const { dependencies } = byStage[stage].stacks.get('control-zone') ?? {}
    expect(dependencies?.map(({ node }) => node.id)).toContain('pages')
  })

  test('serves the files with the same headers as the local server', () => {
    expect(one('AWS::CloudFront::ResponseHeadersPolicy').properties.ResponseHeadersPolicyConfig).toMatchObject({
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: fileHeaders['Content-Security-Policy'], Override: true },
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true, Override: true },
      },
      CorsConfig: {
        AccessControlAllowOrigins: { Items: [fileHeaders['Access-Control-Allow-Origin']] },
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      },
      CustomHeadersConfig: {
        Items: [{ Header: 'Cross-Origin-Resource-Policy', Value: fileHeaders['Cross-Origin-Resource-Policy'] }],
      },
    })
  })

  test(stage === 'demo' ? 'uses CloudFront’s own certificate' : 'accepts TLS 1.2 and up under its own domain', () => {
    const wanted = stage === 'demo' ? undefined : expect.objectContaining({ MinimumProtocolVersion: 'TLSv1.2_2021' })
    expect(config.ViewerCertificate).toEqual(wanted)
  })

  test('sends the secret in place of the caller’s referrer, to the REST API only', () => {
    const origins = config.Origins.filter((origin) => JSON.stringify(origin).includes('"referer"'))
    expect(origins.map(({ DomainName }) => DomainName)).toEqual([expect.stringMatching(/^<RestApi>/)])
  })

  test('is behind the edge firewall', () => {
    expect(config.WebACLId).toMatch(/^<FirewallAcl\w+\.Arn>$/)
  })
})

test('error caching is disabled for every refusal in the contract that CloudFront would cache by default', () => {
  const uncached = new Set(noErrorCaching.map(({ httpStatus }) => httpStatus))
  const others = Object.values(refusals).flatMap(({ status }) => (uncached.has(status) ? [] : [status]))
  // CloudFront caches a 415 only if the origin sets a lifetime, and the others never: a 412 answers writes only, and
  // CloudFront caches no reply to a write.
  expect([...new Set(others)].sort()).toEqual([401, 409, 412, 413, 415, 422, 429])
})

describe.each(stages)('the firewall of %s', (stage) => {
  const { all } = byStage[stage]
  const Acl = z.looseObject({ Scope: z.string(), Rules: z.array(z.looseObject({ Name: z.string() })) })
  const acls = all('AWS::WAFv2::WebACL').map(({ properties }) => Acl.parse(properties))
  const [edge, ...others] = acls
  const ruleOf = (acl: typeof edge, name: string) => acl?.Rules.find(({ Name }) => Name === name)

  test('is the only one, in front of CloudFront', () => {
    expect(edge?.Scope).toBe('CLOUDFRONT')
    expect(others).toEqual([])
  })

  test('inspects bodies of up to 64 KB, and responds to longer bodies with 413', () => {
    expect(edge).toMatchObject({
      DefaultAction: { Allow: {} },
      AssociationConfig: { RequestBody: { CLOUDFRONT: { DefaultSizeInspectionLimit: 'KB_64' } } },
    })
    expect(ruleOf(edge, 'too-large')).toMatchObject({
      Statement: {
        SizeConstraintStatement: {
          ComparisonOperator: 'GT',
          Size: 65_536,
          FieldToMatch: { Body: { OversizeHandling: 'MATCH' } },
        },
      },
      Action: { Block: { CustomResponse: { ResponseCode: 413, CustomResponseBodyKey: 'too-large' } } },
    })
  })

  test('responds with 429 to an address that exceeds its limit', () => {
    const limited = edge?.Rules.filter(({ Name }) => Name !== 'too-large') ?? []
    expect(limited).toHaveLength(3)
    for (const rule of limited) {
      expect(rule).toMatchObject({
        Statement: { RateBasedStatement: { EvaluationWindowSec: 300, AggregateKeyType: 'IP' } },
        Action: {
          Block: {
            CustomResponse: {
              ResponseCode: 429,
              ResponseHeaders: expect.arrayContaining([{ Name: 'Retry-After', Value: '60' }]),
            },
          },
        },
      })
    }
  })

  test('abuse 52: logs neither credentials, path nor query, and only blocked requests', () => {
    const logs = all('AWS::WAFv2::LoggingConfiguration').map(({ properties }) => properties)
    expect(logs).toHaveLength(1)
    for (const properties of logs) {
      expect(properties.RedactedFields).toEqual([
        ...['authorization', 'cookie', 'sec-websocket-protocol', 'referer'].map((name) => ({
          SingleHeader: { Name: name },
        })),
        { UriPath: {} },
        { QueryString: {} },
      ])
      expect(properties.LoggingFilter).toEqual({
        DefaultBehavior: 'DROP',
        Filters: [
          { Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] },
        ],
      })
    }
  })
})
