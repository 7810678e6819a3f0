import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ItemKey } from './item-kind.ts'
import type { Pause } from './jittered-pause.ts'

/** The ports that every request needs, for any set of tables. */
export interface RequestPorts<Table extends string> {
  readonly documents: DynamoDBDocumentClient
  /** The physical name of each table. */
  readonly tables: Readonly<Record<Table, string>>
  /** The pause between attempts. The default is `jitteredPause`. */
  readonly pause?: Pause
}

/** Returns the request parameters that name the table and the key of an item. */
export const tableAndKey = <Table extends string, Ref>(
  tables: RequestPorts<Table>['tables'],
  kind: { readonly table: Table; keyOf(ref: Ref): ItemKey },
  ref: Ref,
): { TableName: string; Key: ItemKey } => ({ TableName: tables[kind.table], Key: kind.keyOf(ref) })
