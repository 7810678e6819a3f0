import batchGetItem from 'dynalite/actions/batchGetItem.js'
import batchWriteItem from 'dynalite/actions/batchWriteItem.js'
import createTable from 'dynalite/actions/createTable.js'
import deleteItem from 'dynalite/actions/deleteItem.js'
import deleteTable from 'dynalite/actions/deleteTable.js'
import describeTable from 'dynalite/actions/describeTable.js'
import getItem from 'dynalite/actions/getItem.js'
import listTables from 'dynalite/actions/listTables.js'
import putItem from 'dynalite/actions/putItem.js'
import query from 'dynalite/actions/query.js'
import scan from 'dynalite/actions/scan.js'
import updateItem from 'dynalite/actions/updateItem.js'
import batchGetItemChecks from 'dynalite/validations/batchGetItem.js'
import batchWriteItemChecks from 'dynalite/validations/batchWriteItem.js'
import createTableChecks from 'dynalite/validations/createTable.js'
import deleteItemChecks from 'dynalite/validations/deleteItem.js'
import deleteTableChecks from 'dynalite/validations/deleteTable.js'
import describeTableChecks from 'dynalite/validations/describeTable.js'
import getItemChecks from 'dynalite/validations/getItem.js'
import validations from 'dynalite/validations/index.js'
import listTablesChecks from 'dynalite/validations/listTables.js'
import putItemChecks from 'dynalite/validations/putItem.js'
import queryChecks from 'dynalite/validations/query.js'
import scanChecks from 'dynalite/validations/scan.js'
import updateItemChecks from 'dynalite/validations/updateItem.js'
import type { Action, Checks, Store, ValidatedRequest } from './dynalite-contract.ts'
import type { Reply, Request } from './wire.ts'

/**
 * The operations that dynalite provides. Each states how to check a request and how to execute it.
 * Its conditions are known to differ from DynamoDB's in these cases, which adapters must avoid: two maps or two lists
 * are never equal; an empty string and `false` fail `IN`, `BETWEEN`, `attribute_type` and `size`; two missing
 * attributes are equal; `begins_with` on binary values compares them as UTF-8.
 */
export interface DynaliteOperation {
  readonly checks: Checks
  readonly action: Action
}

export const reads = {
  BatchGetItem: { action: batchGetItem, checks: batchGetItemChecks },
  DescribeTable: { action: describeTable, checks: describeTableChecks },
  GetItem: { action: getItem, checks: getItemChecks },
  ListTables: { action: listTables, checks: listTablesChecks },
  Query: { action: query, checks: queryChecks },
  Scan: { action: scan, checks: scanChecks },
} as const satisfies Record<string, DynaliteOperation>

export const writes = {
  BatchWriteItem: { action: batchWriteItem, checks: batchWriteItemChecks },
  CreateTable: { action: createTable, checks: createTableChecks },
  DeleteItem: { action: deleteItem, checks: deleteItemChecks },
  DeleteTable: { action: deleteTable, checks: deleteTableChecks },
  PutItem: { action: putItem, checks: putItemChecks },
  UpdateItem: { action: updateItem, checks: updateItemChecks },
} as const satisfies Record<string, DynaliteOperation>

/**
 * Returns the request in the form that the action expects, and leaves the original unchanged.
 * @throws an error that `refusalOf` recognises if the request is invalid
 */
export const validate = ({ checks }: DynaliteOperation, store: Store, request: Request): ValidatedRequest => {
  const parameters = validations.checkTypes({ ...request }, checks.types)
  validations.checkValidations(parameters, checks.types, checks.custom, store)
  return parameters
}

/**
 * Executes a validated request.
 * @throws an error that `refusalOf` recognises, or the error that the action throws
 */
export const execute = ({ action }: DynaliteOperation, store: Store, request: ValidatedRequest): Promise<Reply> =>
  new Promise((resolve, reject) => {
    action(store, request, (error, reply) => (error ? reject(error) : resolve({ ...reply })))
  })
