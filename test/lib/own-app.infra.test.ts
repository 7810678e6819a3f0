/** The construct in an app of your own, here around empty functions. test/packed synthesises the installed package. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { App, CfnOutput, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { cdkFlags } from '../../lib/cdk-flags.ts'
import { SealformService } from '../../lib/sealform-service.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import { emptyBundles, exampleStages, pages } from './synthesised.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sealform-own-app-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the guide shows the app of test/packed/projects/cdk-app', () => {
  const [, written] = /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'docs/own-app.md'), 'utf8')) ?? []
  expect(written).toBe(readFileSync(join(root, 'test/packed/projects/cdk-app/app.ts'), 'utf8'))
})

test('the construct sets the flags of cdk.json', () => {
  const { context } = z
    .looseObject({ context: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))
  expect(cdkFlags).toEqual(context)
})

test.each([
  ['an account and a Region', {}],
  ['an account', { env: { region: 'us-east-1' } }],
])('a surrounding stack without %s is refused with one sentence, which says what to add', (_, props) => {
  const settings = stageSettings('desk', { desk: exampleStages.demo })
  const brand = new Stack(new App({ outdir: join(folder, 'without-env') }), 'Brand', props)
  const add = () =>
    new SealformService(brand, 'Sealform', { settings, bundlesFolder: emptyBundles(join(folder, 'lambdas')), pages })
  expect(add).toThrow(
    `The stack Brand contains Sealform, so it needs env: { account: '${settings.account}', region: '${settings.region}' }.`,
  )
})

describe('the members of the construct', () => {
  let sealform: SealformService
  let desk: Stack
  let other: Stack

  beforeAll(() => {
    const app = new App({ outdir: join(folder, 'cdk.out') })
    const settings = stageSettings('desk', { desk: exampleStages.demo })
    sealform = new SealformService(app, 'Sealform', {
      settings,
      bundlesFolder: emptyBundles(join(folder, 'lambdas')),
      pages,
    })
    const env = { account: settings.account, region: settings.region }
    desk = new Stack(app, 'Desk', { env })
    other = new Stack(app, 'Other', { env })
    const values = [
      sealform.tables.audit.tableName,
      sealform.userPool?.userPoolId,
      sealform.distribution.distributionDomainName,
    ]
    for (const [place, value] of values.entries()) new CfnOutput(other, `Value${place}`, { value: value ?? '' })
  }, 240_000)

  test('send an event of every form to targets, without an import from a stack of the service', () => {
    const targets = ['One', 'Two', 'Three'].map((name) => new SqsQueue(new Queue(desk, name)))
    const [one, two, three] = targets
    if (one === undefined || two === undefined || three === undefined) throw new Error('no targets')
    const rule = sealform.onForm('submitted', one, desk)
    expect(sealform.onForm('submitted', two, desk)).toBe(rule)
    sealform.onForm('erased', three, desk)
    const rules = Object.values(Template.fromStack(desk).findResources('AWS::Events::Rule'))
    const found = rules.map(({ Properties: { EventBusName, EventPattern, Targets } }) => [
      EventBusName,
      EventPattern['detail-type'],
      Targets.length,
    ])
    expect(found).toEqual([
      ['sealform-desk', ['form-submitted'], 2],
      ['sealform-desk', ['submission-erased'], 1],
    ])
    expect(JSON.stringify(Template.fromStack(desk).toJSON())).not.toMatch(/ImportValue|GetStackOutput/)
  }, 240_000)

  test('name the topic, the bus and the dashboard as the templates of the service do', () => {
    const templates = sealform.node.children
      .filter((child) => Stack.isStack(child))
      .map((stack) => Template.fromStack(stack))
    const has = (type: string, properties: object) =>
      templates.some((template) => Object.keys(template.findResources(type, Match.objectLike(properties))).length > 0)
    const topicName = sealform.alarmTopic.topicName
    expect(has('AWS::SNS::Topic', { Properties: { TopicName: topicName } })).toBe(true)
    expect(has('AWS::Events::EventBus', { Properties: { Name: sealform.eventBus.eventBusName } })).toBe(true)
    expect(has('AWS::CloudWatch::Dashboard', { Properties: { DashboardName: sealform.dashboardName } })).toBe(true)
  }, 240_000)

  test('import the generated names of tables, the pool and the distribution', () => {
    const { Outputs } = Template.fromStack(other).toJSON()
    expect(Object.values(Outputs)).toHaveLength(3)
    for (const output of Object.values(Outputs)) expect(JSON.stringify(output)).toContain('Fn::ImportValue')
  })
})
