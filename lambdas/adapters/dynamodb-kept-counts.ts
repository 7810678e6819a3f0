import type { KeptCounts } from '../core/kept-counts.ts'
import type { DynamoDbPorts } from './dynamodb-ports.ts'
import { anyOf, isAbsent, isGreater, isLess, whereFilter } from './expressions.ts'
import { scanPages } from './scan-pages.ts'

const inSeconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000)

/** `COUNT`: DynamoDB looks, and answers with numbers. */
export const dynamoDbKeptCounts = (ports: DynamoDbPorts): KeptCounts => ({
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
