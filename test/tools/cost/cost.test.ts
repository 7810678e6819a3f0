import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { costDriversOf } from '../../../tools/cost/cost-drivers.ts'
import { costPage, totalsOf } from '../../../tools/cost/cost-page.ts'
import { readAssembly } from '../../../tools/cost/deployment.ts'
import { formAmounts } from '../../../tools/cost/form-costs.ts'
import { prices } from '../../../tools/cost/prices.ts'
import { monthlyAmounts, resourceTypes, unpricedTypes } from '../../../tools/cost/resource-types.ts'
import { noUsage } from '../../../tools/cost/usage.ts'

const folder = mkdtempSync(join(tmpdir(), 'sealform-cost-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Resources = Readonly<Record<string, { Type: string; Properties?: object }>>

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
  Firewall: { Type: 'AWS::WAFv2::WebACL', Properties: { Scope: 'REGIONAL', Rules: [{}, {}] } },
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

/** The same, with every setting that increases the price of a form. */
const whole: Resources = {
  ...small,
  Bus: { Type: 'AWS::Events::EventBus' },
  Sockets: { Type: 'AWS::ApiGatewayV2::Api' },
  Publisher: functionOf('publisher', 256),
  Stream: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Publisher' } } },
  Trail: {
    Type: 'AWS::CloudTrail::Trail',
    Properties: { EventSelectors: [{ DataResources: [{ Type: 'AWS::DynamoDB::Table' }] }] },
  },
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
    const page = () => costPage({ steps: [], storedBytes: {} }, [{ name: 'demo', resources }])
    expect(page).toThrow('AWS::EC2::NatGateway')
  })

  test('cannot be computed without resources', () => {
    expect(() => readAssembly(assembly({}))).toThrow('no resource')
  })

  test('includes the cost of a form, which depends on the listed settings', () => {
    const facts = costDriversOf(readAssembly(assembly(small)))
    expect(facts).toMatchObject({
      edgeFirewalls: 0,
      apiFirewalls: 1,
      logsDataEvents: false,
      publisherMemoryMegabytes: undefined,
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
    readUnits: 3,
    dynamoDbRequests: 3,
    kmsRequests: 1,
    holdingCommands: 1,
  }
  const usage = { steps: [submit], storedBytes: { submissions: 2_000, 'data-keys': 500 } }

  test('is the sum of the costs of the resources that its calls use', () => {
    const amounts = formAmounts(usage, costDriversOf(readAssembly(assembly(small))))
    const quantityOf = (price: string) => amounts.find((amount) => amount.price === price)?.quantity
    expect(quantityOf('writeUnits')).toBeCloseTo(14e-6, 12)
    // One call, and one for the document of the page.
    expect(quantityOf('apiRequests')).toBeCloseTo(2e-6, 12)
    expect(quantityOf('firewallRequests')).toBeCloseTo(2e-6, 12)
    expect(quantityOf('readUnits')).toBeCloseTo(4e-6, 12)
    expect(quantityOf('tableStorage')).toBeCloseTo((2_500 / 1e9) * 13, 12)
    expect(quantityOf('tableRecovery')).toBeCloseTo((2_000 / 1e9) * 13, 12)
    expect(quantityOf('trailDataEvents')).toBeUndefined()
  })

  test('is higher if a trail records the calls and events are published', () => {
    const resources = readAssembly(assembly(whole))
    const plain = totalsOf(usage, { name: 'demo', resources: readAssembly(assembly(small)) }, 'us-east-1')
    const recorded = totalsOf(usage, { name: 'demo', resources }, 'us-east-1')
    // Three calls of DynamoDB, one for the document of the page, one event and one message to a tab at a dollar a
    // million; a run of the publisher, 60 ms of 256 MB.
    expect(recorded.millionForms - plain.millionForms).toBeCloseTo(4 + 1 + 1 + 0.2 + 0.015 * 13.3334, 6)
    expect(recorded.idle).toBe(plain.idle)
  })

  test('includes an amount for every usage-based price', () => {
    const priced = new Set(formAmounts(usage, costDriversOf(readAssembly(assembly(whole)))).map(({ price }) => price))
    const byUse = Object.values(resourceTypes).flatMap((cost) => ('usageBased' in cost ? (cost.usageBased ?? []) : []))
    // The page covers people in text; buckets hold pages, checkpoints and trails; queues hold failures.
    const elsewhere = ['people', 'socketMinutes', 'objectStorage', 'objectWrites', 'queueRequests']
    expect(byUse.filter((price) => !priced.has(price) && !elsewhere.includes(price))).toEqual([])
  })
})

test('every price has a source from AWS and is above zero in every Region', () => {
  for (const { dollars, source } of Object.values(prices)) {
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\/$/)
    for (const amount of Object.values(dollars)) expect(amount).toBeGreaterThan(0)
  }
})
