/** Clients of the emulated account, as its root. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import type { Emulator } from './emulator.ts'
import { rootOf } from './signed-call.ts'

export type Account = Pick<Emulator, 'endpoint' | 'env'>

export const placeOf = (account: Account, region = account.env.AWS_REGION ?? '') => ({
  endpoint: account.endpoint,
  region,
  credentials: rootOf(account),
})

export const cloudFormationOf = (account: Account, region?: string) =>
  new CloudFormationClient(placeOf(account, region))
export const cognitoOf = (account: Account) => new CognitoIdentityProviderClient(placeOf(account))
export const dynamoDbOf = (account: Account, region?: string) => new DynamoDBClient(placeOf(account, region))
export const kmsOf = (account: Account) => new KMSClient(placeOf(account))
