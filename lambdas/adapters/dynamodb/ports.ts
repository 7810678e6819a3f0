import type { RequestPorts } from './request/ports.ts'
import type { TableName } from './tables.ts'

/** What every adapter on DynamoDB is made of. */
export type DynamoDbPorts = RequestPorts<TableName>
