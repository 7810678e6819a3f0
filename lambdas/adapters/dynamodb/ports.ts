import type { RequestPorts } from './request/ports.ts'
import type { TableName } from './tables.ts'

/** The ports of every DynamoDB adapter. */
export type DynamoDbPorts = RequestPorts<TableName>
