import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import type { DiscoveredSignIn, SignInSettings } from '../../contracts/sign-in-settings.ts'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { socketsAddress } from '../edge/sockets.ts'
import { type StepGrants, stepNames, type TableGrants } from '../grants.ts'
import { logGroup } from '../monitoring/log-group.ts'
import { socketsStatement, tableStatements, tablesKeyStatement } from '../role-statements.ts'
import { logGroupNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { json, stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { controlZoneGrants, servePageGrants } from './grants.ts'

export interface ControlZoneFunctionsProps {
  readonly settings: StageSettings
  readonly bundlesFolder: string
  readonly keys: { readonly tables: IKey; readonly logs: IKey }
  readonly tableArns: Readonly<Record<TableName, string>>
  /** The WebSocket API that agents' tabs connect to. */
  readonly sockets: CfnApi
  /** How administrators sign in. Undefined if the stage has other issuers, and its settings name none for the page. */
  readonly adminSignIn: SignInSettings | DiscoveredSignIn | undefined
  /** The environment variables of every step. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * The functions of the steps outside the PCI zone, including the steps that manage sessions. They have no grant on the
 * vault key.
 */
export class ControlZoneFunctions extends Construct {
  readonly functions: ReadonlyMap<StepName, LambdaFunction>
  /** The function that serves the pages' documents. It is not a step of the protocol. */
  readonly servePage: LambdaFunction
  readonly logGroup: ZoneFunctionProps['logGroup']

  constructor(
    scope: Construct,
    id: string,
    { settings, bundlesFolder, keys, tableArns, sockets, adminSignIn, environment }: ControlZoneFunctionsProps,
  ) {
    super(scope, id)
    this.logGroup = logGroup(this, 'ControlZone', {
      settings,
      name: logGroupNameOf(settings, 'control-zone'),
      key: keys.logs,
    })
    const zone = { settings, bundlesFolder, logGroup: this.logGroup, environment }
    const statementsFor = (tables: TableGrants) =>
      Object.keys(tables).length === 0
        ? []
        : [...tableStatements(tables, tableArns), tablesKeyStatement(keys.tables, settings)]
    const steps = stepNames.filter((step) => protocol[step].zone === 'control-zone')
    this.functions = new Map(
      steps.map((step) => {
        const { tables, sockets: notified } = grantsOf(step)
        const description = protocol[step].summary
        const statements = statementsFor(tables)
        if (notified === undefined) return [step, stepFunction(this, step, { ...zone, description, statements })]
        return [
          step,
          stepFunction(this, step, {
            ...zone,
            description,
            environment: { ...environment, SOCKETS_ADDRESS: socketsAddress(sockets) },
            statements: [...statements, socketsStatement(settings, sockets.ref)],
          }),
        ]
      }),
    )
    this.servePage = stepFunction(this, 'serve-page', {
      ...zone,
      environment: {
        ...environment,
        EMBEDDING_ORIGINS: JSON.stringify(settings.embeddingOrigins),
        ...(adminSignIn && { ADMIN_SIGN_IN: json(this, adminSignIn) }),
      },
      description: 'Serves a page to the frames of its site.',
      statements: statementsFor(servePageGrants),
    })
  }
}

const grantsOf = (step: StepName): StepGrants => {
  const all: Record<string, StepGrants> = controlZoneGrants
  const grants = all[step]
  if (grants === undefined) throw new Error(`No grants are defined for the step ${step} in lib/control-zone/grants.ts.`)
  return grants
}
