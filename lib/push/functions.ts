import { CfnRule } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { originHeader } from '../edge/origin-header.ts'
import { socketsStatement, tableStatements, tablesKeyStatement } from '../role-statements.ts'
import { prefixOf } from '../stage-names.ts'
import { stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { pushGrants } from './grants.ts'

export interface PushFunctionsProps extends ZoneFunctionProps {
  readonly tablesKey: IKey
  readonly tableArns: Readonly<Record<TableName, string>>
  readonly originSecret: ISecret
  readonly socketsApiId: string
  readonly socketsAddress: string
  /** The environment variables of every step. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * The functions of the push channel. They are the authorizer for new sockets, the handlers for opened and closed
 * sockets, and the check of all open sockets.
 */
export class PushFunctions extends Construct {
  readonly authorizer: LambdaFunction
  readonly openSocket: LambdaFunction
  readonly closeSocket: LambdaFunction
  readonly checkConnections: LambdaFunction

  constructor(scope: Construct, id: string, props: PushFunctionsProps) {
    super(scope, id)
    const { originSecret, environment } = props
    this.authorizer = this.createFunction('connect-authorizer', props, {
      description: 'Lets a tab open a socket with a ticket.',
      environment: { ...environment, ORIGIN_SECRET: originSecret.secretArn, ORIGIN_HEADER: originHeader },
      additionalStatements: [
        new PolicyStatement({
          sid: 'OriginSecret',
          actions: ['secretsmanager:GetSecretValue'],
          resources: [originSecret.secretArn],
        }),
      ],
    })
    this.openSocket = this.createFunction('open-socket', props, {
      description: 'Stores an open socket under its sign-in, and closes the oldest if there are too many.',
      environment: { ...environment, SOCKETS_ADDRESS: props.socketsAddress },
    })
    this.closeSocket = this.createFunction('close-socket', props, {
      description: 'Deletes the record of a socket.',
      environment,
    })
    this.checkConnections = this.createFunction('check-connections', props, {
      description: 'Closes sockets whose sign-in has ended unnoticed.',
      environment: { ...environment, SOCKETS_ADDRESS: props.socketsAddress },
      // The timeout is the interval between two runs.
      timeoutSeconds: 60,
    })
    scheduleEveryMinute(this, props, this.checkConnections)
  }

  private createFunction(
    name: Exclude<keyof typeof pushGrants, 'publish-events'>,
    props: PushFunctionsProps,
    { additionalStatements = [], ...of }: PushFunctionOptions,
  ): LambdaFunction {
    const { settings, bundlesFolder, logGroup, tableArns, tablesKey, socketsApiId } = props
    const grants = pushGrants[name]
    return stepFunction(this, name, {
      ...{ settings, bundlesFolder, logGroup },
      ...of,
      statements: [
        ...tableStatements(grants.tables, tableArns),
        tablesKeyStatement(tablesKey, settings),
        ...('sockets' in grants ? [socketsStatement(settings, socketsApiId)] : []),
        ...additionalStatements,
      ],
    })
  }
}

interface PushFunctionOptions {
  readonly description: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutSeconds?: number
  readonly additionalStatements?: readonly PolicyStatement[]
}

function scheduleEveryMinute(scope: Construct, { settings }: PushFunctionsProps, check: LambdaFunction): void {
  const rule = new CfnRule(scope, 'EveryMinute', {
    name: `${prefixOf(settings)}-check-connections`,
    description: 'Starts the check of open sockets.',
    scheduleExpression: 'rate(1 minute)',
    targets: [{ id: 'check-connections', arn: check.functionArn }],
  })
  new CfnPermission(scope, 'RuleMayCall', {
    action: 'lambda:InvokeFunction',
    functionName: check.functionArn,
    principal: new ServicePrincipal('events.amazonaws.com').service,
    sourceArn: rule.attrArn,
  })
}
