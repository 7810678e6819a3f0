import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Sites } from '../../core/sites/sites.ts'
import { auditedTransactions, type TransactionPorts } from './audit/audited-transaction.ts'
import { ofRevision } from './conditions.ts'
import { batchesOf, checkCaller, checkSite } from './decision-parts.ts'
import { siteItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { takesEffect } from './request/conditional-write.ts'
import { isAbsent, onCondition } from './request/expressions.ts'

export const dynamoDbSites = (ports: TransactionPorts): Sites => {
  const { tables } = ports
  const TableName = tables[siteItems.table]
  const transactions = auditedTransactions(ports)
  return {
    add: dynamoDbNewSites(ports).add,

    async replace(site, decision) {
      const { by, siteRevision, now } = decision
      const caller = checkCaller(tables, by)
      const Item = siteItems.toItem({ ...site, revision: (siteRevision ?? 0) + 1 })
      const put = { TableName, Item, ...onCondition(ofRevision(siteRevision)) }
      const batches = batchesOf(decision.events)
      for (const [index, events] of batches.entries()) {
        const isLast = index === batches.length - 1
        const change = isLast ? { refusedBy: 'site' as const, item: { Put: put } } : checkSite(tables, decision)
        const result = await transactions.commitToDay({ siteId: by.siteId, events, now, parts: [caller, change] })
        if ('refusedBy' in result) return result
      }
      return { replaced: true }
    },
  }
}

/** Adds a site. Unlike a change of its settings, this needs no administrator. */
export const dynamoDbNewSites = ({ documents, tables, pause }: DynamoDbPorts): Pick<Sites, 'add'> => ({
  async add(site) {
    const put = { TableName: tables[siteItems.table], Item: siteItems.toItem(site), ...onCondition(isAbsent('siteId')) }
    return await takesEffect(() => documents.send(new PutCommand(put)), pause)
  },
})
