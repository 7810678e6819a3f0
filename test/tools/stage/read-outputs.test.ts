import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, test } from 'vitest'
import { outputReader } from '../../../tools/stage/read-outputs.ts'

const cloudFormation = mockClient(CloudFormationClient)
const stage = { stage: 'demo', account: '111122223333', region: 'us-east-1' } as const
const read = () => outputReader(new CloudFormationClient(), stage)

const identity = (outputs: Record<string, string>) =>
  cloudFormation.on(DescribeStacksCommand, { StackName: 'sealform-demo-identity' }).resolves({
    Stacks: [
      {
        ...{ StackName: 'sealform-demo-identity', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' },
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  })

beforeEach(() => {
  cloudFormation.reset()
})

describe('the outputs of a stage', () => {
  test('are read from their stack, which is described once', async () => {
    identity({ UserPoolId: 'pool', AgentsClientId: 'client' })
    const output = read()
    expect([await output('UserPoolId'), await output('AgentsClientId')]).toEqual(['pool', 'client'])
    expect(cloudFormation.commandCalls(DescribeStacksCommand)).toHaveLength(1)
  })

  test('that a stage does not have yet are reported with the remedy', async () => {
    identity({})
    await expect(read()('UserPoolId')).rejects.toThrow(
      'The stage demo has no output UserPoolId. Deploy it again: npm run deploy -- demo',
    )
  })

  test('cause an error with the Region and the account if the stage does not exist', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('Stack with id sealform-demo-identity does not exist'))
    await expect(read()('UserPoolId')).rejects.toThrow(
      /^There is no stack sealform-demo-identity in us-east-1 .*111122223333/,
    )
  })
})
