import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Sites } from '../../core/sites/sites.ts'
import { siteItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { conditionalWrite } from './request/conditional-write.ts'

export const dynamoDbSites = ({ documents, tables, pause }: DynamoDbPorts): Sites => ({
  async put(site) {
    const put = new PutCommand({
      TableName: tables[siteItems.table],
      Item: siteItems.toItem(site),
      ReturnValues: 'ALL_OLD',
    })
    const written = await conditionalWrite(() => documents.send(put), pause)
    const before = 'tookEffect' in written ? written.tookEffect.Attributes : undefined
    return before && siteItems.fromItem(before)
  },
})
