/** Changes what lies in a table, as somebody would who got at it there. */
import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { dynamoDbOf } from './clients.ts'
import type { DemoService } from './demo-service.ts'

export interface StoredField {
  readonly table: 'submissions' | 'data-keys'
  readonly submissionId: string
  readonly field: string
}

/** The last bit of the field is another one while something is done, and then as it was. */
export async function withFlippedBit(
  { emulator, stage }: Pick<DemoService, 'emulator' | 'stage'>,
  { table, submissionId, field }: StoredField,
  act: () => Promise<void>,
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
    const changed = bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte))
    await put({ ...item, [field]: { B: changed } })
    await act()
    await put(item)
  } finally {
    client.destroy()
  }
}
