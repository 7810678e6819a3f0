import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import {
  prefixedTableNames,
  type TableDefinition,
  tableDefinitions,
  tableList,
} from '../../../../lambdas/adapters/dynamodb/tables.ts'
import { createTables } from '../../../../local/create-tables.ts'
import { embeddedStorage } from '../../../port-contracts/embedded-storage.ts'

describe('tables', () => {
  const storage = embeddedStorage()

  test('each have a unique name after the prefix', () => {
    expect(prefixedTableNames('one')).toMatchObject({ sites: 'one-sites', 'data-keys': 'one-data-keys' })
    expect(new Set(Object.values(prefixedTableNames('one'))).size).toBe(Object.keys(tableDefinitions).length)
  })

  test('that must not be restored from a backup, or are in the archive, have no point-in-time recovery', () => {
    const without = tableList.filter((table) => tableDefinitions[table].pointInTimeRecovery !== true)
    expect(without).toEqual(['one-time-keys', 'agent-sessions', 'data-keys', 'connections', 'audit'])
  })

  test('that store more than they serve have the class for infrequent access', () => {
    const definitionOf = (table: (typeof tableList)[number]): TableDefinition => tableDefinitions[table]
    expect(tableList.filter((table) => definitionOf(table).infrequentAccess)).toEqual(['submissions', 'audit'])
  })

  test('are not changed if they are created a second time', async () => {
    const client = storage().newClient()
    await createTables(client, storage().tables)
    for (const table of tableList) {
      const { partition, sort, timeToLive }: TableDefinition = tableDefinitions[table]
      const TableName = storage().tables[table]
      const { Table } = await client.send(new DescribeTableCommand({ TableName }))
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
      expect(Table?.TableStatus).toBe('ACTIVE')
      expect(Table?.KeySchema).toEqual([
        { AttributeName: partition.name, KeyType: 'HASH' },
        ...(sort === undefined ? [] : [{ AttributeName: sort.name, KeyType: 'RANGE' }]),
      ])
      expect(TimeToLiveDescription?.AttributeName).toBe(timeToLive)
    }
    client.destroy()
  })
})
