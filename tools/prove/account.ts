/** Lets the proofs observe and change resources in a stage's AWS account directly, not through the service. */
import { createHash } from 'node:crypto'
import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation'
import {
  AdminDeleteSoftwareTokenCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider'
import { GetSecretValueCommand, RotateSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import type { StageSettings } from '../../lib/stage-settings.ts'
import { stackNameOf } from '../stage/stage-failure.ts'
import type { SignedCall } from './signed-call.ts'

export interface Account {
  /** Returns the physical id of the only resource that has this logical id or this type. */
  physicalId(stack: string, logicalIdOrType: string): Promise<string>
  /** Returns the number of lines that a log group has received since this time. Counts at most one page of lines. */
  logLines(group: string, since: number, region?: string): Promise<number>
  hasResourcePolicy(tableArn: string): Promise<boolean>
  /** Sets the state of an alarm to ALARM. CloudWatch's next evaluation resets the state. */
  raiseAlarm(name: string): Promise<void>
  /** Returns the number of times that an alarm has executed an action since this time. */
  executedAlarmActions(name: string, since: number): Promise<number>
  /** Returns a hash of the current value of a secret. */
  secretHash(secretId: string): Promise<string>
  rotate(secretId: string): Promise<void>
  removeAuthenticator(userPoolId: string, userName: string): Promise<void>
}

export interface AccountPorts {
  readonly stage: StageSettings
  readonly cloudFormation: CloudFormationClient
  readonly cognito: CognitoIdentityProviderClient
  readonly secrets: SecretsManagerClient
  readonly call: SignedCall
}

const Events = z.object({ events: z.optional(z.array(z.unknown())) })

export const awsAccount = ({ stage, cloudFormation, cognito, secrets, call }: AccountPorts): Account => ({
  async physicalId(stack, wanted) {
    const found: string[] = []
    const pages = paginateListStackResources({ client: cloudFormation }, { StackName: stackNameOf(stage, stack) })
    for await (const { StackResourceSummaries = [] } of pages) {
      for (const { LogicalResourceId, ResourceType, PhysicalResourceId } of StackResourceSummaries) {
        if (LogicalResourceId === wanted || ResourceType === wanted) found.push(PhysicalResourceId ?? '')
      }
    }
    const [only] = found
    if (only === undefined || found.length > 1) throw new Error(`${found.length} resources are ${wanted}`)
    return only
  },
  async logLines(logGroupName, startTime, region) {
    const body = JSON.stringify({ logGroupName, startTime, limit: 100 })
    const target = 'Logs_20140328.FilterLogEvents'
    return Events.parse(JSON.parse(await call({ service: 'logs', target, body, region }))).events?.length ?? 0
  },
  async hasResourcePolicy(ResourceArn) {
    const target = 'DynamoDB_20120810.GetResourcePolicy'
    const reply = await call({ service: 'dynamodb', target, body: JSON.stringify({ ResourceArn }) })
    return z.object({ Policy: z.string() }).safeParse(JSON.parse(reply)).success
  },
  async raiseAlarm(AlarmName) {
    const reason = 'npm run prove checks that this alarm publishes to its topic'
    await call({
      service: 'monitoring',
      form: alarmForm('SetAlarmState', { AlarmName, StateValue: 'ALARM', StateReason: reason }),
    })
  },
  async executedAlarmActions(AlarmName, since) {
    const StartDate = new Date(since).toISOString()
    const form = alarmForm('DescribeAlarmHistory', { AlarmName, HistoryItemType: 'Action', StartDate })
    return (await call({ service: 'monitoring', form })).split('Successfully executed action').length - 1
  },
  async secretHash(SecretId) {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }))
    return createHash('sha256').update(SecretString).digest('base64url')
  },
  async rotate(SecretId) {
    await secrets.send(new RotateSecretCommand({ SecretId }))
  },
  async removeAuthenticator(UserPoolId, Username) {
    await cognito.send(new AdminDeleteSoftwareTokenCommand({ UserPoolId, Username }))
  },
})

const alarmForm = (Action: string, parameters: Readonly<Record<string, string>>) => ({
  Action,
  Version: '2010-08-01',
  ...parameters,
})
