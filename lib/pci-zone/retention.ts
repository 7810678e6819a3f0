import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { networkInterfaceStatements, tableStatements, tablesKeyStatement } from '../role-statements.ts'
import { scheduleFunction } from '../schedule.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { retentionGrants } from './grants.ts'
import type { Network } from './network.ts'

export interface RetentionProps extends Omit<ZoneFunctionProps, 'network'> {
  readonly network: Network
  readonly tablesKey: IKey
  readonly tableArns: Readonly<Record<TableName, string>>
  /** The environment variables that locate the tables. */
  readonly environment: Readonly<Record<string, string>>
}

const tasks = [
  {
    name: 'sweep-retention',
    every: 'rate(1 day)',
    description: 'Removes submissions whose retention has ended.',
  },
  {
    name: 'check-retention',
    // The task reads whole tables. If it ran daily, it would cause a quarter of the cost of a busy service.
    every: 'rate(7 days)',
    description: 'Checks that no record is older than its retention allows.',
  },
] as const

/**
 * The retention tasks. They run in the isolated network, without a grant on the vault key, because they only read ids
 * and times, or count.
 */
export class Retention extends Construct {
  readonly functions: readonly LambdaFunction[]

  constructor(scope: Construct, id: string, props: RetentionProps) {
    super(scope, id)
    const { settings, network, tablesKey, tableArns } = props
    const group = network.stepsGroup
    this.functions = tasks.map((task) => {
      const { name, description } = task
      const made = stepFunction(this, name, {
        ...props,
        description,
        securityGroup: group,
        // This is Lambda's maximum. If a task cannot process its tables in this time, it fails, which raises an alarm.
        timeoutSeconds: 900,
        statements: [
          ...tableStatements(retentionGrants[name], tableArns, network.vpc),
          tablesKeyStatement(tablesKey, settings),
          ...networkInterfaceStatements(settings),
        ],
      })
      scheduleFunction(this, settings, made, { ...task, description: `Starts ${name}.` })
      return made
    })
  }
}
