import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway'
import { Key } from 'aws-cdk-lib/aws-kms'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { describe, expect, test } from 'vitest'
import { originPolicy } from '../../../lambdas/edge/origin-policy.ts'
import { Api } from '../../../lib/edge/api.ts'
import { stepNames } from '../../../lib/grants.ts'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { exampleStages } from '../synthesised.ts'

/** The id of the deployment to which the stage of such an API refers. */
function deploymentIdOf({
  settings = {},
  values = ['secret'],
}: {
  settings?: object
  values?: readonly string[]
} = {}) {
  const app = new App({ analyticsReporting: false })
  const front = new Stack(app, 'front')
  const stack = new Stack(app, 'api')
  const named = (name: string) => LambdaFunction.fromFunctionName(stack, name, name)
  new Api(stack, 'Api', {
    settings: stageSettings('demo', { demo: { ...exampleStages.demo, ...settings } }),
    api: new CfnRestApi(front, 'RestApi', { name: 'api', policy: originPolicy(values) }),
    logsKey: new Key(stack, 'Key'),
    authorizer: named('authorizer'),
    functions: new Map(stepNames.map((step) => [step, named(step)])),
    servePage: named('serve-page'),
  })
  const template = Template.fromStack(stack)
  const [stage] = Object.values(template.findResources('AWS::ApiGateway::Stage'))
  const id = stage?.Properties.DeploymentId.Ref
  expect(Object.keys(template.findResources('AWS::ApiGateway::Deployment'))).toEqual([id])
  return id
}

describe('an API gets a new deployment', () => {
  test('only if something of it changes', () => {
    expect(deploymentIdOf()).toMatch(/^ApiDeployment[0-9a-f]{16}$/)
    expect(deploymentIdOf()).toBe(deploymentIdOf())
  })

  test('if its policy changes, which takes effect only then', () => {
    expect(deploymentIdOf({ values: ['secret', 'other'] })).not.toBe(deploymentIdOf())
  })

  // CloudFormation could otherwise replace the deployment of a rotation by its own earlier one.
  test('if only its stage changes', () => {
    expect(deploymentIdOf({ settings: { throttles: { 'send-form': 7 } } })).not.toBe(deploymentIdOf())
  })
})
