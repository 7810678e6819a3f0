/** The resources that most stacks refer to, and the properties that the functions in these stacks have in common. */
import type { Construct } from 'constructs'
import type { TableName } from '../lambdas/adapters/dynamodb/tables.ts'
import type { EdgeDistribution } from './edge/distribution.ts'
import { viewerAddressHeader } from './edge/viewer-address.ts'
import { logGroup } from './monitoring/log-group.ts'
import type { Keys } from './pci-zone/keys.ts'
import { logGroupNameOf } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'
import { json } from './step-function.ts'

export interface SharedResources {
  readonly settings: StageSettings
  readonly bundlesFolder: string
  readonly keys: Keys
  readonly tableArns: Readonly<Record<TableName, string>>
  readonly tableNames: Readonly<Record<TableName, string>>
  readonly distribution: EdgeDistribution
}

/** Creates the log group of a stack's functions. `name` is the last part of the log group's own name. */
export const functionProps = (
  stack: Construct,
  { id, name }: { readonly id: string; readonly name: string },
  { settings, bundlesFolder, keys, tableArns }: SharedResources,
) => ({
  settings,
  bundlesFolder,
  logGroup: logGroup(stack, id, { settings, name: logGroupNameOf(settings, name), key: keys.logs }),
  tablesKey: keys.tables,
  tableArns,
})

/** Returns the environment variables of every step. */
export const stepEnvironment = (stack: Construct, { tableNames, distribution }: SharedResources) => ({
  TABLES: json(stack, tableNames),
  PUBLIC_ORIGIN: distribution.publicOrigin,
  VIEWER_ADDRESS_HEADER: viewerAddressHeader,
})
