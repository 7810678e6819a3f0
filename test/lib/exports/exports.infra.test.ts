/** What a release may remove: CloudFormation refuses to remove an export that a deployed stack imports (docs/decisions/0047). */
import { CfnElement } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import { protocol } from '../../../contracts/protocol.ts'
import { type StageName, stages, synthesise } from '../synthesised.ts'
import { releasedExports } from './released-exports.ts'
import { stackExports } from './stack-exports.ts'

const made = { demo: synthesise('demo'), production: synthesise('production') }
const steps = Object.keys(protocol)

/** Data, and what data is reached through. These outlive the code that uses them. */
const exportedTypes = [
  'AWS::KMS::Key',
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::Logs::LogGroup',
  'AWS::SQS::Queue',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::SecretsManager::Secret',
  'AWS::ElastiCache::ServerlessCache',
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::CloudFront::Distribution',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
]

/** The logical ids of everything that is created for the step, by stack. */
function resourcesOfStep(stage: StageName, step: string): ReadonlySet<string> {
  const { stacks } = made[stage]
  const names = new Set([step, `${step}-role`])
  return new Set(
    [...stacks.values()].flatMap((stack) =>
      stack.node
        .findAll()
        .filter((each) => CfnElement.isCfnElement(each))
        .filter(({ node }) => node.path.split('/').some((part) => names.has(part)))
        .map((each) => `${stack.node.id} ${stack.resolve(each.logicalId)}`),
    ),
  )
}

/** The functions that the stack refers to by name: in ARNs, and as dimensions of metrics. */
function namedFunctions(stage: StageName, stack: string): ReadonlySet<string> {
  const template = JSON.stringify(made[stage].templates.get(`sealform-${stage}-${stack}`))
  const names = [
    ...template.matchAll(/:function:(sealform-[a-z0-9-]+)/g),
    ...template.matchAll(/"Name":"FunctionName","Value":"([^"]+)"/g),
    ...template.matchAll(/\\"FunctionName\\",\\"([^"\\]+)\\"/g),
  ]
  return new Set(names.flatMap(([, name]) => (name === undefined ? [] : [name])))
}

describe.each(stages)('the stacks of %s', (stage) => {
  const exports = stackExports(made[stage])
  const typeOf = (stack: string, id: string) =>
    made[stage].resources.find((each) => each.stack === stack && each.id === id)?.type

  test('export only the resources that hold data, and those through which data is accessed', () => {
    const types = exports.map(({ stack, resourceId }) => typeOf(stack, resourceId))
    // The edge firewall is an export only where it is in the Region of the stage.
    const firewall = stage === 'demo' ? ['AWS::WAFv2::WebACL'] : []
    expect(new Set(types)).toEqual(new Set([...exportedTypes, ...firewall]))
  })

  test('export only values that another stack imports', () => {
    expect(exports.filter(({ importedBy }) => importedBy.length === 0)).toEqual([])
  })

  test('still have every export that a stack of the last release imports', () => {
    const released = releasedExports()[stage]
    expect(released.length).toBeGreaterThan(40)
    expect(released.filter((name) => exports.every((each) => each.name !== name))).toEqual([])
  })

  test.each(steps)('would lose no export if the step %s were removed', (step) => {
    const removed = resourcesOfStep(stage, step)
    // Its function, its role and its method, at least.
    expect(removed.size).toBeGreaterThan(2)
    expect(exports.filter(({ stack, resourceId }) => removed.has(`${stack} ${resourceId}`))).toEqual([])
  })

  test.each([
    ['api', steps.length + 2],
    ['watch', 12],
  ] as const)(
    'the stack %s refers by name only to functions of stacks that are deployed before it',
    (stack, atLeast) => {
      const named = namedFunctions(stage, stack)
      expect(named.size).toBeGreaterThanOrEqual(atLeast)
      const before = made[stage].stacks.get(stack)?.dependencies.map(({ node }) => node.id) ?? []
      const created = made[stage]
        .all('AWS::Lambda::Function')
        .filter((each) => before.includes(each.stack))
        .map(({ properties }) => properties.FunctionName)
      expect([...named].filter((name) => !created.includes(name))).toEqual([])
    },
  )
})
