import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { ItemKey } from '../items.ts'
import type { TableName, TableNames } from '../tables.ts'
import type { Pause } from './jittered-pause.ts'

/** What every adapter on DynamoDB is made of. */
export interface DynamoDbPorts {
  readonly documents: DynamoDBDocumentClient
  readonly tables: TableNames
  /** Between attempts that collided; jittered unless told. */
  readonly pause?: Pause
}

/** Where an item lies, in the words of a request. */
export const tableAndKey = <Ref>(
  tables: TableNames,
  kind: { readonly table: TableName; keyOf(ref: Ref): ItemKey },
  ref: Ref,
): { TableName: string; Key: ItemKey } => ({ TableName: tables[kind.table], Key: kind.keyOf(ref) })
