/** Changes stored bytes in a table, as an attacker with access to it would. */
import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { dynamoDbOf } from './clients.ts'
import type { DemoService } from './demo-service.ts'

export interface StoredField {
  readonly table: 'submissions' | 'data-keys'
  readonly submissionId: string
  readonly field: string
}

export const withLastBitFlipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte))

/** Flips the last bit of the field during `work`, and restores it afterwards. */
export async function withFlippedBit(
  { emulator, stage }: Pick<DemoService, 'emulator' | 'stage'>,
  { table, submissionId, field }: StoredField,
  work: () => Promise<void>,
): Promise<void> {
  const client = dynamoDbOf(emulator)
  const TableName = stage.tables[table]
  const put = (Item: Record<string, AttributeValue>) => client.send(new PutItemCommand({ TableName, Item }))
  try {
    const { Item: item } = await client.send(
      new GetItemCommand({ TableName, Key: { submissionId: { S: submissionId } } }),
    )
    const bytes = item?.[field]?.B
    if (item === undefined || bytes === undefined) throw new Error(`${table} has no ${field} of this submission`)
    await put({ ...item, [field]: { B: withLastBitFlipped(bytes) } })
    await work()
    await put(item)
  } finally {
    client.destroy()
  }
}
