/** Clients of the emulated account, as its root user. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import type { Emulator } from './emulator.ts'
import { rootCredentials } from './signed-call.ts'

export type EmulatedAccount = Pick<Emulator, 'endpoint' | 'env'>

export const clientConfig = (account: EmulatedAccount, region = account.env.AWS_REGION ?? '') => ({
  endpoint: account.endpoint,
  region,
  credentials: rootCredentials(account),
})

export const cloudFormationOf = (account: EmulatedAccount, region?: string) =>
  new CloudFormationClient(clientConfig(account, region))
export const cognitoOf = (account: EmulatedAccount) => new CognitoIdentityProviderClient(clientConfig(account))
export const dynamoDbOf = (account: EmulatedAccount, region?: string) =>
  new DynamoDBClient(clientConfig(account, region))
export const kmsOf = (account: EmulatedAccount) => new KMSClient(clientConfig(account))
