import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import type { TableName } from '../../lambdas/adapters/dynamodb/tables.ts'
import { type StepGrants, stepNames } from '../grants.ts'
import { logGroup } from '../monitoring/log-group.ts'
import {
  holdingStatement,
  networkInterfaceStatements,
  tableStatements,
  tablesKeyStatement,
  vaultKeyStatement,
} from '../role-statements.ts'
import { logGroupNameOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { json, stepFunction, type ZoneFunctionProps } from '../step-function.ts'
import { pciZoneGrants } from './grants.ts'
import { type HoldingAccess, isHoldingStep } from './holding.ts'
import type { Network } from './network.ts'

export interface PciZoneFunctionsProps {
  readonly settings: StageSettings
  readonly bundlesFolder: string
  readonly keys: { readonly vault: IKey; readonly tables: IKey; readonly logs: IKey }
  readonly tableArns: Readonly<Record<TableName, string>>
  readonly network: Network
  readonly holding: HoldingAccess
  /** The environment variables of every step. */
  readonly environment: Readonly<Record<string, string>>
}

/** The functions of the PCI zone's steps, inside the isolated network. */
export class PciZoneFunctions extends Construct {
  readonly functions: ReadonlyMap<StepName, LambdaFunction>
  readonly logGroup: ZoneFunctionProps['logGroup']

  constructor(scope: Construct, id: string, props: PciZoneFunctionsProps) {
    super(scope, id)
    const { settings, bundlesFolder, keys, network, environment } = props
    this.logGroup = logGroup(this, 'PciZone', { settings, name: logGroupNameOf(settings, 'pci-zone'), key: keys.logs })
    const zone = { settings, bundlesFolder, logGroup: this.logGroup, network }
    const steps = stepNames.filter((step) => protocol[step].zone === 'pci-zone')
    this.functions = new Map(
      steps.map((step) => {
        const grants = pciZoneGrantsOf(step)
        const group = grants.vaultKey || grants.holding ? network.vaultStepsGroup : network.stepsGroup
        return [
          step,
          stepFunction(this, step, {
            ...zone,
            description: protocol[step].summary,
            securityGroup: group,
            environment: {
              ...environment,
              ...(grants.vaultKey && { VAULT_KEY_ID: keys.vault.keyArn }),
              ...(isHoldingStep(step) && { HOLDING: json(this, props.holding.settingsOf(step)) }),
            },
            statements: [...statementsOf(step, grants, props), ...networkInterfaceStatements(settings)],
          }),
        ]
      }),
    )
  }
}

const pciZoneGrantsOf = (step: StepName): StepGrants => {
  const grants = Object.entries<StepGrants>(pciZoneGrants).find(([name]) => name === step)?.[1]
  if (grants === undefined) throw new Error(`No grants are defined for the step ${step} in lib/pci-zone/grants.ts.`)
  return grants
}

function statementsOf(
  step: StepName,
  grants: StepGrants,
  { settings, keys, tableArns, network, holding }: PciZoneFunctionsProps,
) {
  const arns = isHoldingStep(step) ? holding.connectArnsOf(step) : []
  return [
    ...tableStatements(grants.tables, tableArns, network.vpc),
    tablesKeyStatement(keys.tables, settings),
    ...(grants.vaultKey ? [vaultKeyStatement(keys.vault, grants.vaultKey, network.vpc)] : []),
    ...(arns.length > 0 ? [holdingStatement(arns)] : []),
  ]
}
