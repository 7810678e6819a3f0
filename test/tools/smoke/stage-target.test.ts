import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { mockClient } from 'aws-sdk-client-mock'
import { UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { SiteId } from '../../../contracts/identifiers.ts'
import { stageSettings } from '../../../lib/stage-settings.ts'
import { targetOfStage } from '../../../tools/smoke/stage-target.ts'
import { exampleStages } from '../../lib/synthesised.ts'

const cloudFormation = mockClient(CloudFormationClient)
const cognito = mockClient(CognitoIdentityProviderClient)
const stage = stageSettings('demo', exampleStages)
const agent = new UnsecuredJWT({ sub: '0b1e', username: 'agent-7' }).encode()
const target = { stage, siteId: SiteId.parse('acme'), agent, otherAgent: 'other' }
const outputs = { Address: 'https://d1.cloudfront.net', UserPoolId: 'pool', TokenEndpoint: 'https://sign-in/token' }

beforeEach(() => {
  cloudFormation.reset()
  cognito.reset()
  const Outputs = Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue }))
  const described = { StackName: 'any', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const, Outputs }
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [described] })
  cognito.on(DescribeUserPoolClientCommand, { UserPoolId: 'pool', ClientId: 'c2' }).resolves({
    UserPoolClient: { ClientSecret: 's3' },
  })
})

describe('the target of a stage', () => {
  test('is read from its outputs, and the secret of the chat backend from its user pool', async () => {
    cognito
      .on(ListUserPoolClientsCommand)
      .resolvesOnce({ UserPoolClients: [{ ClientName: 'other', ClientId: 'c1' }], NextToken: 'more' })
      .resolves({ UserPoolClients: [{ ClientName: 'sealform-demo-chat-backend-acme', ClientId: 'c2' }] })
    expect(await targetOfStage(target)).toEqual({
      origin: 'https://d1.cloudfront.net',
      tokens: {
        backend: {
          ...{ tokenUrl: 'https://sign-in/token', clientId: 'c2', clientSecret: 's3' },
          // A pool puts the site into a token only for its scope.
          scopes: ['sealform/conversations', expect.stringMatching(/acme$/)],
        },
        ...{ agent, otherAgent: 'other', agentId: 'agent-7' },
      },
    })
  })

  test('is refused with the remedy if the user pool has no client for the site', async () => {
    cognito.on(ListUserPoolClientsCommand).resolves({ UserPoolClients: [] })
    await expect(targetOfStage(target)).rejects.toThrow('The pool of demo has no client for the chat backend of acme.')
  })

  test('is reported in one sentence if AWS refuses to describe the stage', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(Object.assign(new Error('no'), { name: 'ExpiredToken' }))
    await expect(targetOfStage(target)).rejects.toThrow('The AWS credentials have expired.')
  })
})
