/** One probe for each row of `emulator-gaps.ts`: whether the emulator does what AWS does. */
import { randomUUID } from 'node:crypto'
import { get } from 'node:https'
import { text } from 'node:stream/consumers'
import {
  CreateStackCommand,
  DeleteStackCommand,
  ValidateTemplateCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import { InitiateAuthCommand, InvalidParameterException } from '@aws-sdk/client-cognito-identity-provider'
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms'
import { SiteId } from '../../contracts/identifiers.ts'
import { peoplePartition } from '../../lambdas/adapters/dynamodb/items.ts'
import { cognitoIssuer } from '../../lambdas/identity/pool-event.ts'
import { cloudFormationOf, cognitoOf, dynamoDbOf, kmsOf } from './clients.ts'
import type { DemoService } from './demo-service.ts'
import { demo } from './deployment.ts'
import { emulatedAccountOf } from './proof-context.ts'
import { withLastBitFlipped } from './stored-bytes.ts'

export type Probe = (service: Pick<DemoService, 'emulator' | 'stage' | 'signIn' | 'origin'>) => Promise<boolean>

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )

export const acceptsType =
  (Type: string): Probe =>
  async ({ emulator }) => {
    const TemplateBody = JSON.stringify({ Resources: { One: { Type } } })
    const failure = await cloudFormationOf(emulator)
      .send(new ValidateTemplateCommand({ TemplateBody }))
      .catch((error: unknown) => error)
    return !(failure instanceof Error && failure.message.includes(`Unrecognized resource types: [${Type}]`))
  }

/** Whether a stack with these resources is created. It is deleted afterwards. */
const createsStack =
  (Resources: object): Probe =>
  async ({ emulator }) => {
    const client = cloudFormationOf(emulator)
    const StackName = `probe-${randomUUID()}`
    const template = {
      StackName,
      TemplateBody: JSON.stringify({ Resources }),
      Capabilities: ['CAPABILITY_IAM' as const],
    }
    await client.send(new CreateStackCommand(template))
    const waiter = { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }
    const isCreated = await succeeds(waitUntilStackCreateComplete(waiter, { StackName }))
    await client.send(new DeleteStackCommand({ StackName }))
    await waitUntilStackDeleteComplete(waiter, { StackName })
    return isCreated
  }

const metric = { Namespace: 'Probe', MetricName: 'count' }

export const acceptsMetricMath = createsStack({
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...{ ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1 },
      Metrics: [
        { Id: 'count', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
        { Id: 'double', Expression: 'count * 2' },
      ],
    },
  },
})

/** Whether a function that imports this package, as one of the CDK does, creates a custom resource. */
export const runtimeIncludes = (packageName: string): Probe =>
  createsStack({
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        ...{ Runtime: 'nodejs24.x', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
        Code: {
          ZipFile: `require('${packageName}')
exports.handler = ({ ResponseURL, StackId, RequestId, LogicalResourceId }) => fetch(ResponseURL, {
  method: 'PUT',
  body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'probe', StackId, RequestId, LogicalResourceId }),
})`,
        },
      },
    },
    Custom: {
      Type: 'Custom::Probe',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ServiceTimeout: 5 },
    },
  })

export const decodesPathOnce: Probe = async ({ origin }) =>
  (await fetch(`${origin}/v1/conversations/a%2Fb/forms`)).status === 401

export const distributionAnswers: Probe = ({ emulator, stage }) =>
  new Promise((resolve, reject) => {
    // Only the name servers of AWS resolve the name, and `fetch` sets the Host header itself.
    const options = { headers: { host: stage.distributionName }, servername: 'localhost' }
    get(`${emulator.endpoint}/v1/openapi.json`, options, (response) => {
      text(response).then((body) => resolve(response.statusCode === 200 && body.includes('"openapi"')), reject)
    }).on('error', reject)
  })

/** A trigger writes the person of a sign-in to the table. */
export const calledTriggers: Probe = async ({ emulator, stage, signIn }) => {
  const [siteId, subject] = [SiteId.parse('acme'), 'never-seen']
  await signIn.token({ siteId, subject, profile: 'agent' })
  const issuer = cognitoIssuer({ region: emulator.env.AWS_REGION ?? '', userPoolId: stage.userPoolId })
  const Key = { siteAndIssuer: { S: peoplePartition({ siteId, issuer }) }, subject: { S: subject } }
  const { Item } = await dynamoDbOf(emulator).send(new GetItemCommand({ TableName: stage.tables.people, Key }))
  return Item !== undefined
}

export const requiresSecondFactor: Probe = async ({ signIn }) =>
  !(await succeeds(signIn.token({ siteId: 'acme', subject: 'without-second-factor', profile: 'agent' })))

export const keepsWrappedKeysIntact: Probe = async ({ emulator }) => {
  const client = kmsOf(emulator)
  const { KeyMetadata } = await client.send(new CreateKeyCommand({}))
  const wanted = { KeyId: KeyMetadata?.KeyId, KeySpec: 'AES_256' as const }
  const { CiphertextBlob = new Uint8Array() } = await client.send(new GenerateDataKeyCommand(wanted))
  return !(await succeeds(client.send(new DecryptCommand({ CiphertextBlob: withLastBitFlipped(CiphertextBlob) }))))
}

export const signsInByChoice: Probe = async ({ emulator, stage }) => {
  const AuthParameters = { USERNAME: 'unknown', PREFERRED_CHALLENGE: 'PASSWORD', PASSWORD: 'unknown' }
  const request = { ClientId: stage.agentsClientId, AuthFlow: 'USER_AUTH' as const, AuthParameters }
  const failure = await cognitoOf(emulator)
    .send(new InitiateAuthCommand(request))
    .catch((error: unknown) => error)
  return !(failure instanceof InvalidParameterException)
}

export const acceptsTablePolicies: Probe = ({ emulator, stage }) => {
  const { account, region } = demo
  const arn = `arn:aws:dynamodb:${region}:${account}:table/${stage.tables.submissions}`
  return emulatedAccountOf(emulator)
    .hasResourcePolicy(arn)
    .catch(() => false)
}

export const publishesRaisedAlarms: Probe = async ({ emulator }) => {
  const account = emulatedAccountOf(emulator)
  const start = Date.now()
  await account.raiseAlarm('sealform-demo-unread')
  return (await account.executedAlarmActions('sealform-demo-unread', start)) > 0
}
