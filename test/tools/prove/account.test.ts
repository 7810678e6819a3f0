import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, test } from 'vitest'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { awsAccount } from '../../../tools/prove/account.ts'
import { AwsRefusal, signedCall } from '../../../tools/prove/signed-call.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const stage = stageSettings('demo', exampleStages)
const cloudFormation = mockClient(CloudFormationClient)
const secretsManager = mockClient(SecretsManagerClient)

const accountWith = (reply: string, status = 200) => {
  const requests: { url: string; body: string; headers: Headers }[] = []
  const call = signedCall({
    region: 'us-east-1',
    credentials: async () => ({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }),
    fetch: async (input, init) => {
      requests.push({ url: String(input), body: String(init?.body), headers: new Headers(init?.headers) })
      return new Response(reply, { status })
    },
  })
  const clients = {
    ...{ cloudFormation: new CloudFormationClient(), cognito: new CognitoIdentityProviderClient() },
    secrets: new SecretsManagerClient(),
  }
  return { account: awsAccount({ stage, ...clients, call }), requests }
}

describe('the reader of the AWS account for the proofs', () => {
  test('counts the lines of a log group by a signed request to the Region of the group', async () => {
    const { account, requests } = accountWith('{"events":[{},{}]}')
    expect(await account.logLines('aws-waf-logs-sealform-demo-edge', 5, 'eu-west-1')).toBe(2)
    const [request] = requests
    expect(request?.url).toBe('https://logs.eu-west-1.amazonaws.com/')
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      logGroupName: 'aws-waf-logs-sealform-demo-edge',
      startTime: 5,
    })
    expect(request?.headers.get('x-amz-target')).toBe('Logs_20140328.FilterLogEvents')
    expect(request?.headers.get('authorization')).toMatch(/^AWS4-HMAC-SHA256 .*\/eu-west-1\/logs\/aws4_request/)
  })

  test('counts the successful actions of an alarm, but not those that failed', async () => {
    const history = [
      'Successfully executed action arn:aws:sns',
      'Failed to execute action',
      'Successfully executed action arn',
    ]
    const { account, requests } = accountWith(
      history.map((each) => `<HistorySummary>${each}</HistorySummary>`).join(''),
    )
    expect(await account.executedAlarmActions('sealform-demo-unexpected', 0)).toBe(2)
    expect(Object.fromEntries(new URLSearchParams(requests[0]?.body))).toEqual({
      ...{ Action: 'DescribeAlarmHistory', Version: '2010-08-01', AlarmName: 'sealform-demo-unexpected' },
      ...{ HistoryItemType: 'Action', StartDate: '1970-01-01T00:00:00.000Z' },
    })
  })

  test('reports whether a table has a resource policy', async () => {
    expect(await accountWith('{"Policy":"{}","RevisionId":"1"}').account.hasResourcePolicy('arn')).toBe(true)
    expect(await accountWith('{}').account.hasResourcePolicy('arn')).toBe(false)
  })

  test('reports only the HTTP status of a request that AWS refuses', async () => {
    const { account } = accountWith('{"message":"User arn:aws:iam::111122223333:user/ada is not authorized"}', 400)
    await expect(account.raiseAlarm('any')).rejects.toThrow(new AwsRefusal('monitoring SetAlarmState 400'))
  })

  test('finds a resource by its logical id, or by its type if only one resource has that type', async () => {
    const summary = (LogicalResourceId: string, ResourceType: string) => ({
      ...{ LogicalResourceId, ResourceType, PhysicalResourceId: `physical-${LogicalResourceId}` },
      ...{ LastUpdatedTimestamp: new Date(0), ResourceStatus: 'CREATE_COMPLETE' as const },
    })
    const StackResourceSummaries = [summary('RestApi', 'api'), summary('Secret', 'secret'), summary('Other', 'api')]
    cloudFormation
      .on(ListStackResourcesCommand, { StackName: 'sealform-demo-front' })
      .resolves({ StackResourceSummaries })
    const { account } = accountWith('')
    expect(await account.physicalId('front', 'RestApi')).toBe('physical-RestApi')
    expect(await account.physicalId('front', 'secret')).toBe('physical-Secret')
    await expect(account.physicalId('front', 'api')).rejects.toThrow('2 resources are api')
  })

  test('compares the values of a secret by their hashes', async () => {
    const { account } = accountWith('')
    const hashOf = async (SecretString: string) => {
      secretsManager.on(GetSecretValueCommand).resolves({ SecretString })
      return account.secretHash('secret')
    }
    const hashes = [await hashOf('one'), await hashOf('one'), await hashOf('two')]
    expect(new Set(hashes).size).toBe(2)
    expect(hashes.join()).not.toMatch(/one|two/)
  })
})
