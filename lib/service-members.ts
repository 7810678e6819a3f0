/** The resources of a service that an app of your own refers to. */
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront'
import type { IUserPool } from 'aws-cdk-lib/aws-cognito'
import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb'
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events'
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { perTable, type TableName } from '../lambdas/adapters/dynamodb/tables.ts'
import { accountWideNameOf, alarmTopicArnOf, prefixOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'

export interface ServiceMembers {
  /** The origin of the pages, such as `https://forms.example.com`. */
  readonly publicOrigin: string
  /** The event bus that receives the events of forms and submissions, by its name. `onForm` adds rules to it. */
  readonly eventBus: IEventBus
  /** The topic of all alarms of the stage's Region, by its ARN. Subscribe a pager or a chat to it. */
  readonly alarmTopic: ITopic
  /** The name of the CloudWatch dashboard. */
  readonly dashboardName: string
  /** The CloudFront distribution, for the DNS record of your own domain. */
  readonly distribution: IDistribution
  /** The user pool of the people and the chat backends. Undefined if the stage has another issuer. */
  readonly userPool: IUserPool | undefined
  /** The tables by their names in the code, such as `audit`. The policy of a vault table admits only its functions. */
  readonly tables: Readonly<Record<TableName, ITable>>
}

/**
 * Returns the event bus and the alarms' topic by their fixed names, so that no other stack imports them.
 */
export const membersByName = (
  stack: Construct,
  settings: StageSettings,
): Pick<ServiceMembers, 'eventBus' | 'alarmTopic' | 'dashboardName'> => ({
  eventBus: EventBus.fromEventBusName(stack, 'BusByName', prefixOf(settings)),
  alarmTopic: Topic.fromTopicArn(stack, 'AlarmTopicByName', alarmTopicArnOf(settings)),
  dashboardName: accountWideNameOf(settings, 'dashboard'),
})

/** Returns the tables. Their names are generated, so a stack that uses one imports its name. */
export const tablesByName = (
  stack: Construct,
  names: Readonly<Record<TableName, string>>,
): Readonly<Record<TableName, ITable>> =>
  perTable((name) => Table.fromTableName(stack, `TableByName-${name}`, names[name]))
