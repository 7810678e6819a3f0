import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { assumptions } from '../../../tools/cost/assumptions.ts'
import { costDriversOf } from '../../../tools/cost/cost-drivers.ts'
import { costPage } from '../../../tools/cost/cost-page.ts'
import { readAssembly } from '../../../tools/cost/deployment.ts'
import { formAmounts } from '../../../tools/cost/form-costs.ts'
import { prices } from '../../../tools/cost/prices.ts'
import { monthlyAmounts, resourceTypes, unpricedTypes } from '../../../tools/cost/resource-types.ts'
import { noUsage, type Usage } from '../../../tools/cost/usage.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-cost-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Resources = Readonly<Record<string, { Type: string; Properties?: object }>>

const { documentFetches } = assumptions

const noForm = {
  ...{ steps: [], pageCalls: [], notifications: [], background: [], archivedBytes: 0, storedBytes: {} },
}

let assemblies = 0
const assembly = (Resources: Resources): string => {
  const path = join(folder, `assembly-${assemblies++}`)
  mkdirSync(path)
  const artifacts = {
    tree: { type: 'cdk:tree' },
    Vault: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Vault.template.json' } },
  }
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ artifacts }))
  writeFileSync(join(path, 'Vault.template.json'), JSON.stringify({ Resources }))
  return path
}

const functionOf = (name: string, MemorySize: number) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: `sealform-demo-${name}`, MemorySize },
})

const small: Resources = {
  Key: { Type: 'AWS::KMS::Key' },
  OtherKey: { Type: 'AWS::KMS::Key' },
  Endpoint: {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: { VpcEndpointType: 'Interface', SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }, { Ref: 'C' }] },
  },
  Gateway: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Gateway' } },
  Firewall: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'CLOUDFRONT', Rules: [{}, {}] } },
  Math: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [{ MetricStat: {} }, { MetricStat: {} }, {}] } },
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
  Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 400 } },
  Submit: functionOf('submit-form', 1024),
  Authorizer: functionOf('authorizer', 512),
  Pages: functionOf('serve-page', 512),
  SubmissionsTable: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
  },
  DataKeysTable: { Type: 'AWS::DynamoDB::Table' },
}

const field = (Field: string, Equals: readonly string[]) => ({ Field, Equals })
const selector = (name: string, values: readonly string[]) => ({ FieldSelectors: [field(name, values)] })
const tableSelector = (tables: readonly string[], ...more: readonly object[]) => ({
  FieldSelectors: [field('resources.type', ['AWS::DynamoDB::Table']), field('resources.ARN', tables), ...more],
})

/** The same, with every setting that increases the price of a form. */
const whole: Resources = {
  ...small,
  Bus: { Type: 'AWS::Events::EventBus' },
  Sockets: { Type: 'AWS::ApiGatewayV2::Api' },
  Publisher: functionOf('publish-events', 256),
  Stream: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Publisher' } } },
  Trail: {
    Type: 'AWS::CloudTrail::Trail',
    Properties: {
      CloudWatchLogsLogGroupArn: 'log',
      AdvancedEventSelectors: [selector('eventCategory', ['Management']), tableSelector(['a', 'b', 'c'])],
    },
  },
  Backend: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { AllowedOAuthFlows: ['client_credentials'], AccessTokenValidity: 60 },
  },
  Secret: { Type: 'AWS::SecretsManager::Secret' },
  AuditTable: { Type: 'AWS::DynamoDB::Table', Properties: { TableClass: 'STANDARD_INFREQUENT_ACCESS' } },
}

describe('the price of a deployment', () => {
  test('covers its resources, and counts each price once', () => {
    expect(monthlyAmounts(readAssembly(assembly(small)))).toEqual([
      { price: 'keys', quantity: 2 },
      { price: 'endpointHours', quantity: 3 * 730 },
      { price: 'firewalls', quantity: 1 },
      { price: 'firewallRules', quantity: 2 },
      { price: 'alarms', quantity: 3 },
    ])
  })

  test.each([
    { Type: 'AWS::ApiGateway::Stage', Properties: { MethodSettings: [{}, { HttpMethod: '*', MetricsEnabled: true }] } },
    { Type: 'AWS::ApiGatewayV2::Stage', Properties: { DefaultRouteSettings: { DetailedMetricsEnabled: true } } },
    {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { RouteSettings: { $connect: { DetailedMetricsEnabled: true } } },
    },
  ])(
    'cannot be computed if its API has metrics for each method, because the cost page does not count these metrics: %j',
    (Stage) => {
      expect(() => monthlyAmounts(readAssembly(assembly({ Stage })))).toThrow(/^AWS::ApiGateway.* detailed metrics/)
    },
  )

  test.each([
    { Type: 'AWS::ApiGateway::Stage', Properties: { MethodSettings: [{}, { MetricsEnabled: false }] } },
    { Type: 'AWS::ApiGateway::Stage', Properties: {} },
    { Type: 'AWS::ApiGatewayV2::Stage', Properties: { DefaultRouteSettings: { DetailedMetricsEnabled: false } } },
  ])('includes no metrics when its API stage has none: %j', (Stage) => {
    expect(monthlyAmounts(readAssembly(assembly({ Stage })))).toEqual([])
  })

  test('includes the scheduled runs of functions, although the schedule itself is free', () => {
    const Rule = (ScheduleExpression: string) => ({ Type: 'AWS::Events::Rule', Properties: { ScheduleExpression } })
    const amountsOf = (every: string) => monthlyAmounts(readAssembly(assembly({ Rule: Rule(every) })))
    const runs = amountsOf('rate(1 minute)').find(({ price }) => price === 'functionRequests')
    expect(runs?.quantity).toBeCloseTo(0.0438, 6)
    expect(amountsOf('rate(1 hour)').find(({ price }) => price === 'functionRequests')?.quantity).toBeCloseTo(
      0.00073,
      6,
    )
  })

  test('cannot be computed if a resource type has no price', () => {
    const resources = readAssembly(assembly({ ...small, Nat: { Type: 'AWS::EC2::NatGateway' } }))
    expect(unpricedTypes(resources)).toEqual(['AWS::EC2::NatGateway'])
    expect(() => monthlyAmounts(resources)).toThrow('AWS::EC2::NatGateway')
    const page = () => costPage(noForm, [{ name: 'demo', resources }])
    expect(page).toThrow('AWS::EC2::NatGateway')
  })

  test('cannot be computed without resources', () => {
    expect(() => readAssembly(assembly({}))).toThrow('no resource')
  })

  test('includes the cost of a form, which depends on the listed settings', () => {
    const facts = costDriversOf(readAssembly(assembly(small)))
    expect(facts).toMatchObject({
      firewalls: 1,
      dataEvents: 'none',
      copiedDataEvents: 'none',
      copiesManagementEvents: false,
      publishesEvents: false,
      machineTokensPerMonth: 0,
      logRetentionMonths: 13,
    })
    expect([
      facts.memoryMegabytesOf('submit-form'),
      facts.hasPointInTimeRecovery('submissions'),
      facts.hasPointInTimeRecovery('data-keys'),
    ]).toEqual([...[1024, true, false]])
    expect(() => facts.memoryMegabytesOf('retrieve-submission')).toThrow('no function has the name retrieve-submission')
    expect(() => facts.hasPointInTimeRecovery('forms')).toThrow('no table has the name forms')
  })
})

describe('the cost of a form', () => {
  const submit = {
    ...noUsage('submit-form'),
    auditRecords: 1,
    publishedEvents: 1,
    writeUnits: 14,
    writeUnitsByTable: { submissions: 14 },
    readUnits: 3,
    readUnitsByTable: { submissions: 3 },
    dynamoDbRequests: 3,
    kmsRequests: 1,
    holdingCommands: 1,
  }
  const usage = { ...noForm, steps: [submit], storedBytes: { submissions: 2_000, 'data-keys': 500 } }

  test('is the sum of the costs of the resources that its calls use', () => {
    const amounts = formAmounts(usage, costDriversOf(readAssembly(assembly(small))))
    const quantityOf = (price: string) => amounts.find((amount) => amount.price === price)?.quantity
    // The agent's last activity is one more.
    expect(quantityOf('writeUnits')).toBeCloseTo(15e-6, 12)
    // The call, and what fetches the document of the page.
    expect(quantityOf('apiRequests')).toBeCloseTo((1 + documentFetches) * 1e-6, 12)
    // The call, and four files of the page.
    expect(quantityOf('firewallRequests')).toBeCloseTo(5e-6, 12)
    expect(quantityOf('readUnits')).toBeCloseTo((3 + documentFetches) * 1e-6, 12)
    expect(quantityOf('tableStorage')).toBeCloseTo((2_500 / 1e9) * 13, 12)
    expect(quantityOf('tableRecovery')).toBeCloseTo((2_000 / 1e9) * 13, 12)
    expect(quantityOf('trailDataEvents')).toBeUndefined()
  })

  test('includes the run time of a call: its modelled time without API Gateway, its own work and a share of a cold start', () => {
    const timeOf = (modelledMs: number) =>
      amountsOf(small, { ...usage, steps: [{ ...submit, modelledMs }] })('functionTime') * 1e6
    // The function has 1 GB. API Gateway takes 10 ms, the function's own work also 10, and one call in 100 starts for 400.
    expect(timeOf(52) - timeOf(11)).toBeCloseTo(0.041, 12)
    const nothing = amountsOf(small, noForm)('functionTime') * 1e6
    expect(timeOf(52) - nothing).toBeCloseTo((52 - 10 + 10 + 4) / 1_000, 12)
  })

  const background = [{ ...noUsage('publish-events'), dynamoDbRequests: 2, readUnits: 4, socketMessages: 1 }]
  const published = {
    ...usage,
    background,
    steps: [{ ...submit, writeUnitsByTable: { submissions: 6, audit: 8 }, readUnitsByTable: { audit: 3 } }],
    archivedBytes: 500,
    storedBytes: { ...usage.storedBytes, audit: 100 },
  }
  const amountsOf = (resources: Resources, of: Usage) => {
    const amounts = formAmounts(of, costDriversOf(readAssembly(assembly(resources))))
    return (price: string) => amounts.find((amount) => amount.price === price)?.quantity ?? 0
  }

  test('includes the trail’s records, and their copies in CloudWatch Logs', () => {
    const quantityOf = amountsOf(whole, published)
    // Three calls of the step, two of the publisher, and those for the document of the page.
    expect(quantityOf('trailDataEvents')).toBeCloseTo((5 + documentFetches) * 1e-6, 12)
    const uncopied = amountsOf(
      { ...whole, Trail: { ...whole.Trail, Type: 'AWS::CloudTrail::Trail', Properties: {} } },
      published,
    )
    // The six calls and the use of the key, 1,500 bytes each.
    expect(quantityOf('logData') - uncopied('logData')).toBeCloseTo(((6 + documentFetches) * 1_500) / 1e9, 12)
    expect(uncopied('trailDataEvents')).toBe(0)
  })

  test('includes only the records about the vault’s tables if the trail records others only of strangers', () => {
    const stranger = { Field: 'userIdentity.arn', NotEquals: ['our function'] }
    const AdvancedEventSelectors = [tableSelector(['a', 'b']), tableSelector(['a', 'b', 'c'], stranger)]
    const Trail = { Type: 'AWS::CloudTrail::Trail', Properties: { AdvancedEventSelectors } }
    const steps = [{ ...submit, vaultRequests: 1 }]
    expect(amountsOf({ ...whole, Trail }, { ...published, steps })('trailDataEvents')).toBeCloseTo(1e-6, 12)
  })

  test('includes the messages of the publisher, and the units of each class of table', () => {
    const quantityOf = amountsOf(whole, published)
    expect(quantityOf('events')).toBeCloseTo(1e-6, 12)
    expect(quantityOf('socketMessages')).toBeCloseTo(1e-6, 12)
    // One write stores the agent's last activity.
    expect(quantityOf('writeUnits')).toBeCloseTo((6 + 1) * 1e-6, 12)
    expect(quantityOf('infrequentWriteUnits')).toBeCloseTo(8e-6, 12)
    expect(quantityOf('infrequentReadUnits')).toBeCloseTo(3e-6, 12)
    expect(quantityOf('infrequentStorage')).toBeCloseTo((100 / 1e9) * 13, 12)
    expect(quantityOf('machineTokens')).toBeCloseTo(730e-6, 12)
  })

  test('includes the other calls of the pages as requests', () => {
    const more = amountsOf(small, { ...usage, pageCalls: [submit] })
    expect(more('apiRequests') - amountsOf(small, usage)('apiRequests')).toBeCloseTo(1e-6, 12)
    expect(more('edgeRequests') - amountsOf(small, usage)('edgeRequests')).toBeCloseTo(1e-6, 12)
  })

  test('includes an amount for every usage-based price', () => {
    const priced = new Set(
      formAmounts(published, costDriversOf(readAssembly(assembly(whole)))).map(({ price }) => price),
    )
    const byUse = Object.values(resourceTypes).flatMap((cost) => ('usageBased' in cost ? (cost.usageBased ?? []) : []))
    // The page covers people and open sockets in text; queues hold failures.
    const elsewhere = ['people', 'socketMinutes', 'queueRequests']
    expect(byUse.filter((price) => !priced.has(price) && !elsewhere.includes(price))).toEqual([])
  })
})

test('every price has a source from AWS and is above zero in every Region', () => {
  for (const { dollars, source } of Object.values(prices)) {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\/$/)
    for (const amount of Object.values(dollars)) expect(amount).toBeGreaterThan(0)
  }
})
