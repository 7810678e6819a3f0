/** Corrupts stored data of an ended run, so that the next run meets faults. */
import { join } from 'node:path'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { documentClientOf } from '../../lambdas/adapters/dynamodb/request/client.ts'
import { prefixedTableNames } from '../../lambdas/adapters/dynamodb/tables.ts'
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb/embedded-dynamodb.ts'
import { databaseClient } from '../kit/tables.ts'

const tables = prefixedTableNames('sealform')

/** Flips one bit of the submission's message, and makes the form invalid. */
export const tamper = async (
  dataFolder: string,
  { submissionId, formId }: { submissionId: string; formId: string },
): Promise<void> => {
  const database = await startEmbeddedDynamoDb({ dataFolder: join(dataFolder, 'dynamodb') })
  const client = databaseClient(database.endpoint)
  const documents = documentClientOf(client)
  try {
    const submission = { TableName: tables.submissions, Key: { submissionId } }
    const { Item = {} } = await documents.send(new GetCommand(submission))
    if (!(Item.message instanceof Uint8Array)) throw new Error('The submission has no message.')
    const message = Buffer.from(Item.message)
    message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
    await documents.send(
      new UpdateCommand({
        ...submission,
        UpdateExpression: 'SET message = :message',
        ExpressionAttributeValues: { ':message': message },
      }),
    )
    await documents.send(
      new UpdateCommand({
        TableName: tables.forms,
        Key: { formId },
        UpdateExpression: 'SET generation = :none',
        ExpressionAttributeValues: { ':none': 'none' },
      }),
    )
  } finally {
    client.destroy()
    await database.close()
  }
}
