/** Clients of the emulated account, as its root. */
import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { KMSClient } from '@aws-sdk/client-kms'
import type { Emulator } from './emulator.ts'
import { rootOf } from './signed-call.ts'

export type Account = Pick<Emulator, 'endpoint' | 'env'>

export const placeOf = (account: Account) => ({
  endpoint: account.endpoint,
  region: account.env.AWS_REGION ?? '',
  credentials: rootOf(account),
})

export const cloudFormationOf = (account: Account) => new CloudFormationClient(placeOf(account))
export const cognitoOf = (account: Account) => new CognitoIdentityProviderClient(placeOf(account))
export const dynamoDbOf = (account: Account) => new DynamoDBClient(placeOf(account))
export const kmsOf = (account: Account) => new KMSClient(placeOf(account))
