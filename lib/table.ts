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
  /** The stream of changes. Only for a table whose changes are processed outside the PCI zone. */
  readonly stream?: 'NEW_IMAGE'
  /** In addition to the grants of the roles. */
  readonly policy?: PolicyDocument
}

/** The logical id of a table, which is pinned: another id would mean another, empty table. */
export const tableLogicalId = (name: TableName): string =>
  `${name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Table`

/** A table as `lambdas/adapters/dynamodb/tables.ts` defines it. No index, no replica: all reads are by key. */
export function table(scope: Construct, name: TableName, { settings, key, stream, policy }: TableProps): CfnTable {
  const { partition, sort, timeToLive, pointInTimeRecovery }: TableDefinition = tableDefinitions[name]
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

/** Maps every table, by name. */
export const mapTables = <Table>(
  tables: Readonly<Record<TableName, Table>>,
  to: (table: Table) => string,
): Readonly<Record<TableName, string>> => perTable((name) => to(tables[name]))
