import type { RecordCounts } from '../../core/retention/record-counts.ts'
import type { DynamoDbPorts } from './ports.ts'
import { anyOf, isAbsent, isGreater, isLess, whereFilter } from './request/expressions.ts'
import { scanPages } from './request/scan-pages.ts'

const inSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000)

/** Counts with `Select: 'COUNT'`, so that DynamoDB returns only numbers, never items. */
export const dynamoDbRecordCounts = (ports: DynamoDbPorts): RecordCounts => ({
  async count(table, { sweptBy, sweptBefore }) {
    const wrong = anyOf(
      isAbsent('sweepAt'),
      isLess('sweepAt', inSeconds(sweptBy)),
      isGreater('sweepAt', inSeconds(sweptBefore)),
    )
    const scan = { TableName: ports.tables[table], Select: 'COUNT' as const, ...whereFilter(wrong) }
    let [looked, overdue] = [0, 0]
    for await (const { ScannedCount = 0, Count = 0 } of scanPages(ports, scan)) {
      looked += ScannedCount
      overdue += Count
    }
    return { looked, overdue }
  },
})
