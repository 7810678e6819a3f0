import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ItemKey } from './item-kind.ts'
import type { Pause } from './jittered-pause.ts'

/** What a request needs, whatever the tables are. */
export interface RequestPorts<Table extends string> {
  readonly documents: DynamoDBDocumentClient
  /** What each table is called where this runs. */
  readonly tables: Readonly<Record<Table, string>>
  /** Between attempts that collided; jittered unless given. */
  readonly pause?: Pause
}

/** Where an item lies, as a request names it. */
export const tableAndKey = <Table extends string, Ref>(
  tables: RequestPorts<Table>['tables'],
  kind: { readonly table: Table; keyOf(ref: Ref): ItemKey },
  ref: Ref,
): { TableName: string; Key: ItemKey } => ({ TableName: tables[kind.table], Key: kind.keyOf(ref) })
