import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import {
  perTable,
  type TableDefinition,
  type TableName,
  tableDefinitions,
} from '../lambdas/adapters/dynamodb/tables.ts'
import { retainsData } from './stage-names.ts'
import type { StageSettings } from './stage-settings.ts'
import { markStateful } from './stateful-resource.ts'

export interface TableProps {
  readonly settings: StageSettings
  readonly key: IKey
  /** The stream of changes, only for a table whose changes are processed outside the PCI zone. */
  readonly stream?: 'NEW_IMAGE'
  /** The table's own policy, in addition to the grants of the roles. */
  readonly policy?: PolicyDocument
}

/** Returns the logical id of a table. A test pins it, because another id would create another, empty table. */
export const tableLogicalId = (name: TableName): string =>
  `${name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Table`

/**
 * Creates a table as `lambdas/adapters/dynamodb/tables.ts` defines it, without an index or a replica. All reads are by
 * key.
 */
export function table(scope: Construct, name: TableName, { settings, key, stream, policy }: TableProps): CfnTable {
  const { partition, sort, timeToLive, pointInTimeRecovery, infrequentAccess }: TableDefinition = tableDefinitions[name]
  const attributes = [partition, ...(sort ? [sort] : [])]
  const made = new CfnTable(scope, tableLogicalId(name), {
    attributeDefinitions: attributes.map((attribute) => ({
      attributeName: attribute.name,
      attributeType: attribute.type,
    })),
    keySchema: attributes.map((attribute, place) => ({
      attributeName: attribute.name,
      keyType: place === 0 ? 'HASH' : 'RANGE',
    })),
    billingMode: 'PAY_PER_REQUEST',
    tableClass: infrequentAccess ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD',
    sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn },
    deletionProtectionEnabled: retainsData(settings),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery === true },
    ...(timeToLive && { timeToLiveSpecification: { attributeName: timeToLive, enabled: true } }),
    ...(stream && { streamSpecification: { streamViewType: stream } }),
    ...(policy && { resourcePolicy: { policyDocument: policy } }),
  })
  markStateful(made, tableLogicalId(name), settings)
  if (pointInTimeRecovery !== true) made.addMetadata('NoPointInTimeRecoveryBecause', pointInTimeRecovery.noneBecause)
  return made
}

/** Calls the function for every table, and returns the results by table name. */
export const mapTables = <Table>(
  tables: Readonly<Record<TableName, Table>>,
  to: (table: Table) => string,
): Readonly<Record<TableName, string>> => perTable((name) => to(tables[name]))
