import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { SiteId } from '../../../contracts/identifiers.ts'
import { Fault } from '../../core/fault.ts'
import type { Randomness } from '../../core/randomness.ts'
import type { TemplateRecord } from '../../core/templates/template-record.ts'
import type { Templates } from '../../core/templates/templates.ts'
import { auditedTransactions, type TransactionPart, type TransactionPorts } from './audit/audited-transaction.ts'
import { latestTemplateItems, latestTemplatePrefix, templateVersionItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { sendOrFault } from './request/conditional-write.ts'
import {
  allOf,
  beginsWith,
  conditionalUpdate,
  equals,
  isAbsent,
  isPresent,
  onCondition,
  whereKey,
} from './request/expressions.ts'
import type { ItemKey } from './request/item-kind.ts'
import { tableAndKey } from './request/ports.ts'
import { conditionFailed, transactWrite } from './request/transact-write.ts'
import type { TableNames } from './tables.ts'

/**
 * The maximum number of attempts to add a version. An attempt fails if another writer adds a version between this
 * writer's read and its put.
 */
const attempts = 200

const newVersionParts = (tables: TableNames, record: TemplateRecord): readonly TransactionPart<'version'>[] => {
  const TableName = tables.templates
  const version = { TableName, Item: templateVersionItems.toItem(record), ...onCondition(isAbsent('item')) }
  return [
    { refusedBy: 'version', item: { Put: version } },
    { item: { Put: { TableName, Item: latestTemplateItems.toItem(record) } } },
  ]
}

/**
 * Checks that a version is the latest. Version numbers have no gaps, because a version is put only if the previous
 * version exists. The checks name the items of the versions. They are not conditions of the update of the latest copy,
 * because IAM would then have to allow the role to write every attribute that these conditions name.
 */
const latestVersionChecks = (tables: TableNames, siteId: SiteId, templateId: string, version: number) =>
  (
    [
      [version, isPresent('item')],
      [version + 1, isAbsent('item')],
    ] as const
  ).map(([each, condition]): TransactionPart<'version'> => {
    const item = tableAndKey(tables, templateVersionItems, { siteId, template: { templateId, version: each } })
    return { refusedBy: 'version', item: { ConditionCheck: { ...item, ...onCondition(condition) } } }
  })

export const dynamoDbTemplates = (ports: TransactionPorts): Templates => {
  const { documents, tables } = ports
  const TableName = tables.templates
  const transactions = auditedTransactions(ports)
  const latestKey = (siteId: SiteId, templateId: string): ItemKey =>
    latestTemplateItems.keyOf({ siteId, template: { templateId } })

  const latestVersion = async (siteId: SiteId, templateId: string): Promise<number> => {
    const get = new GetCommand({ TableName, Key: latestKey(siteId, templateId), ConsistentRead: true })
    const { Item } = await sendOrFault(documents.send(get))
    return Item === undefined ? 0 : latestTemplateItems.fromItem(Item).template.version
  }

  return {
    add: dynamoDbNewTemplates(ports).add,

    async addVersion(siteId, draft, { event, now, ifLatest }) {
      const latest = await latestVersion(siteId, draft.templateId)
      if (ifLatest !== undefined && latest !== ifLatest) return undefined
      for (let version = latest + 1; version <= latest + attempts; version++) {
        const template = { ...draft, version }
        const parts = newVersionParts(tables, { siteId, template, enabled: true })
        const result = await transactions.commitToDay({ siteId, events: [event], now, parts })
        if ('committed' in result) return template
        if (ifLatest !== undefined) return undefined
      }
      throw new Fault('storage-conflict')
    },

    async list(siteId, { limit, after }) {
      const found: TemplateRecord[] = []
      let from = after && latestKey(siteId, after)
      // DynamoDB ends a page at 1 MB, which a few long templates reach. Request one extra item, which shows whether
      // another page follows.
      do {
        const query = new QueryCommand({
          TableName,
          ...whereKey(allOf(equals('siteId', siteId), beginsWith('item', latestTemplatePrefix))),
          ConsistentRead: true,
          Limit: limit + 1 - found.length,
          ...(from && { ExclusiveStartKey: from }),
        })
        const { Items = [], LastEvaluatedKey } = await sendOrFault(documents.send(query))
        found.push(...Items.map(latestTemplateItems.fromItem))
        from = LastEvaluatedKey
      } while (from && found.length <= limit)
      const templates = found.slice(0, limit)
      const next = found.length > limit ? templates.at(-1)?.template.templateId : undefined
      return { templates, ...(next !== undefined && { next }) }
    },

    async disable(siteId, templateId, { event, now, ifLatest }) {
      const Update = {
        ...tableAndKey(tables, latestTemplateItems, { siteId, template: { templateId } }),
        ...conditionalUpdate({ set: { enabled: false } }, isPresent('item')),
      }
      const checks = ifLatest === undefined ? [] : latestVersionChecks(tables, siteId, templateId, ifLatest)
      const parts = [{ refusedBy: 'template' as const, item: { Update } }, ...checks]
      return 'committed' in (await transactions.commitToDay({ siteId, events: [event], now, parts }))
    },
  }
}

/** Adds the templates of a new site. Unlike a change of a template, this needs no administrator. */
export const dynamoDbNewTemplates = (
  ports: DynamoDbPorts & { readonly randomness: Randomness },
): Pick<Templates, 'add'> => ({
  async add(siteId, draft) {
    const parts = newVersionParts(ports.tables, { siteId, template: { ...draft, version: 1 }, enabled: true })
    const codes = await transactWrite(
      ports,
      parts.map(({ item }) => item),
    )
    if (codes === undefined) return true
    if (codes.includes(conditionFailed)) return false
    throw new Fault('storage-conflict')
  },
})
