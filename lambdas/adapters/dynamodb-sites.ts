import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Sites } from '../core/storage.ts'
import { writeOnCondition } from './conditional-write.ts'
import type { DynamoDbPorts } from './dynamodb-ports.ts'
import { siteItems } from './stored-items.ts'

export const dynamoDbSites = ({ documents, tables, pause }: DynamoDbPorts): Sites => ({
  async put(site) {
    await writeOnCondition(
      () => documents.send(new PutCommand({ TableName: tables[siteItems.table], Item: siteItems.toItem(site) })),
      pause,
    )
  },
})
